import { Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { termEnd } from '../../calendar/terms.ts'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { usePath } from '../ui/filters.ts'
import { CountryField, DateField, Form, Send, serialsIn } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { useToday } from '../ui/today.ts'
import { baseWords, choices, countWords } from '../ui/words.ts'

/** Records a base contract that was bought elsewhere: most services build on one. */
export function BaseContractPage() {
  const { account } = usePath()
  const may = useMay()
  const navigate = useNavigate()
  const today = useToday(account)
  const [typed, setTyped] = useState({
    type: 'juniper-care',
    startsOn: null as string | null,
    endsOn: null as string | null,
    serials: '',
    poNumber: '',
    territory: '',
  })
  const startsOn = typed.startsOn ?? today
  const given = { ...typed, startsOn, endsOn: typed.endsOn ?? (startsOn && termEnd(startsOn, 12)) }
  const set = (name: keyof typeof given) => (value: string | null) => setTyped((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const act = useAct('contract.record', {
    done: ({ number }) => `${number} is on record`,
    after: ({ number }) => void navigate({ to: '/accounts/$account/contracts/$contract', params: { account, contract: number } }),
  })
  const reason = may('contract.activate')
  const serials = serialsIn(given.serials)
  return (
    <Page
      title="Record a base contract"
      lead="Base contracts and subscriptions are bought outside. Once on record, services that build on them can be ordered."
      crumbs={
        <TextLink to="/accounts/$account" params={{ account }}>
          {account}
        </TextLink>
      }
    >
      <Card label="Base contract">
        {reason !== undefined ? (
          <Text size="sm">You cannot record it: {reason}.</Text>
        ) : (
          <Form
            onSubmit={() =>
              act.mutate({
                params: { account },
                body: { ...given, type: given.type as never, serials, territory: given.territory || null },
              })
            }
            label="Base contract"
          >
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Select label="Type" data={choices(baseWords)} value={given.type} onChange={set('type')} allowDeselect={false} />
              <DateField label="First day" required {...text('startsOn')} />
              <DateField label="Last day" required {...text('endsOn')} />
              <TextInput label="Purchase order" {...text('poNumber')} />
              <CountryField label="Territory, if it has one" value={given.territory || null} onChange={set('territory')} />
            </SimpleGrid>
            <Textarea
              label="Serials"
              description={`One on a line, or with commas. ${countWords(serials.length, 'serial')} so far.`}
              required
              minRows={6}
              {...text('serials')}
            />
            <Send busy={act.isPending} error={act.error}>
              Put it on record
            </Send>
          </Form>
        )}
      </Card>
    </Page>
  )
}

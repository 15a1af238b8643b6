import { Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import type { RootCauseContent } from '../../guidance/resolution/root-cause.ts'
import { useAct, useApi } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'

type Found = Answer<'resolution.read'>
type Props = { readonly account: string; readonly of: Whole }

/** Help with one case: who owns it, the analyses of its cause, and its end. */
export function Resolution({ account, of }: Props) {
  const query = useApi('resolution.read', { params: { account, request: of.number } })
  return (
    <Loaded query={query} lines={6}>
      {(found) => <Help account={account} of={of} found={found} />}
    </Loaded>
  )
}

const receivedWords = { accepted: ['ok', 'Received'], rejected: ['danger', 'Rejected'], waits: ['warn', 'Waits for a signature'] } as const

function Help({ account, of, found }: Props & { readonly found: Found }) {
  const own = useMe().account.code === account
  const may = useMay()
  const [open, setOpen] = useState<'write' | 'withdraw'>()
  const deliver = useAct('root-cause.deliver', { done: 'The analysis waits for its signature' })
  const under = of.state === 'commenced' ? undefined : 'It is not under way'
  const draft = found.causes.find(({ paper }) => paper === null)
  const params = { account, request: of.number }
  return (
    <Card
      title="Help with the case"
      aside={
        own ? (
          found.withdrawal === null && (
            <Act size="compact-sm" variant="subtle" reason={under ?? may('request.agree')} onClick={() => setOpen('withdraw')}>
              Not wanted any more
            </Act>
          )
        ) : (
          <>
            <Act size="compact-sm" variant="default" reason={under ?? may('request.work')} onClick={() => setOpen('write')}>
              {draft ? 'Change the analysis' : 'Write the analysis'}
            </Act>
            <Act
              size="compact-sm"
              reason={under ?? may('request.work') ?? (draft ? undefined : 'No analysis waits to be delivered')}
              loading={deliver.isPending}
              onClick={() => deliver.mutate({ params })}
            >
              Deliver it
            </Act>
          </>
        )
      }
    >
      <Stack gap="sm">
        {deliver.error && <Problem error={deliver.error} />}
        <Facts
          of={[
            [
              'Case',
              found.case && (
                <TextLink key="c" to="/accounts/$account/cases/$case" params={{ account, case: found.case }}>
                  {found.case}
                </TextLink>
              ),
            ],
            ['Specialist', found.specialist ?? 'nobody is named yet'],
            ['Response target', found.targetOf ? `that of ${found.targetOf}; this service adds none` : 'none; this service adds none'],
            ['Analysis', found.kind === 'admin' ? 'optional for a matter of Customer Care' : ''],
          ]}
        />
        {found.withdrawal && (
          <Text size="sm">
            {found.withdrawal.by} withdrew it in writing <When at={found.withdrawal.at} show="absolute" />: {found.withdrawal.reason}
          </Text>
        )}
        {found.causes.map((each, at) => (
          <article key={each.version} className="bubble" data-by="provider">
            <Group gap={8}>
              <Text size="sm" fw={600}>
                Root cause analysis, version {each.version}
              </Text>
              {each.paper === null ? (
                <Tag>Draft</Tag>
              ) : (
                at === found.causes.findIndex(({ paper }) => paper !== null) &&
                found.received && <Tag tone={receivedWords[found.received][0]}>{receivedWords[found.received][1]}</Tag>
              )}
              <Text size="xs" c="dimmed">
                {each.writtenBy} <When at={each.writtenAt} />
              </Text>
            </Group>
            <Facts of={parts.map(([part, title]) => [title, each.content[part]])} />
          </article>
        ))}
      </Stack>
      {open === 'write' && (
        <WriteDialog account={account} of={of} from={draft?.content ?? found.causes[0]?.content} onClose={() => setOpen(undefined)} />
      )}
      {open === 'withdraw' && <WithdrawDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

const parts: readonly (readonly [keyof RootCauseContent, string])[] = [
  ['happened', 'What happened'],
  ['cause', 'Its cause'],
  ['shownBy', 'What shows it'],
  ['remedy', 'Remedy'],
  ['workaround', 'Workaround'],
  ['prevention', 'Prevention'],
]

type DialogProps = Props & { readonly onClose: () => void }

function WriteDialog({ account, of, from, onClose }: DialogProps & { readonly from: RootCauseContent | undefined }) {
  const [content, setContent] = useState<RootCauseContent>(
    from ?? { happened: '', cause: '', shownBy: '', remedy: '', workaround: '', prevention: '' },
  )
  const act = useAct('root-cause.write', { done: 'The analysis is kept as a draft', after: onClose })
  return (
    <Dialog title="Root cause analysis" opened onClose={onClose} size={620}>
      <Form onSubmit={() => act.mutate({ params: { account, request: of.number }, body: content })}>
        {parts.map(([part, title]) => (
          <Textarea
            key={part}
            label={title}
            required={part !== 'workaround'}
            {...(part === 'workaround' ? { description: 'A case that stays unsolved may end only with one.' } : {})}
            autosize
            minRows={2}
            value={content[part]}
            onChange={({ currentTarget: { value } }) => setContent((before) => ({ ...before, [part]: value }))}
          />
        ))}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep the draft
        </Send>
      </Form>
    </Dialog>
  )
}

function WithdrawDialog({ account, of, onClose }: DialogProps) {
  const act = useAct('resolution.withdraw', { done: 'The provider knows', after: onClose })
  return (
    <WordDialog
      title="Help is not wanted any more"
      lead="Nothing more is owed then, and what it cost is not given back."
      button="Withdraw it"
      color="red.9"
      act={act}
      onSend={(reason) => act.mutate({ params: { account, request: of.number }, body: { reason } })}
      onClose={onClose}
    />
  )
}

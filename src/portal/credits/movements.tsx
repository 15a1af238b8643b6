import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { type Family, familyTitles } from '../../credits/ledger.ts'
import { useApi } from '../api.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Movement = Answer<'credit.movements'>['items'][number]

const kinds: Readonly<Record<Movement['kind'], string>> = {
  purchase: 'Bought',
  redemption: 'Redeemed',
  return: 'Given back',
  expiry: 'Expired',
  correction: 'Corrected',
}
const signed = (credits: number) => (credits > 0 ? `+${credits}` : `−${-credits}`)
const step = 50

const columns: readonly Column<Movement>[] = [
  { name: 'No.', width: 60, right: true, cell: ({ seq }) => seq },
  {
    name: 'What',
    lead: true,
    cell: ({ kind, subject, clauses, returns, returnedBy, actor, approvedBy }) => (
      <>
        {kinds[kind]}: {subject}
        <div className="small dim">
          by {actorWords(actor)}
          {approvedBy && `, agreed by ${actorWords(approvedBy)}`}
          {returns !== null && `, gives back no. ${returns}`}
          {returnedBy !== null && `, given back by no. ${returnedBy}`}
          {clauses.map((clause) => (
            <span key={clause}>
              {', '}
              <TextLink to="/clauses/$clause" params={{ clause }}>
                {clause}
              </TextLink>
            </span>
          ))}
        </div>
      </>
    ),
  },
  {
    name: 'Lots',
    width: 170,
    cell: ({ parts }) => parts.map(({ lot, credits }) => `lot ${lot}: ${signed(credits)}`).join(', '),
  },
  {
    name: 'Credits',
    brief: true,
    right: true,
    width: 90,
    cell: ({ parts }) => <b>{signed(parts.reduce((sum, { credits }) => sum + credits, 0))}</b>,
  },
  { name: 'Left', right: true, width: 80, cell: ({ balance }) => balance },
  { name: 'When', brief: true, width: 130, cell: ({ at }) => <When at={at} /> },
]

/** Every movement of a family, newest first. */
export function Movements({ account, family }: { readonly account: string; readonly family: Family }) {
  const [shown, setShown] = useState(step)
  const query = useApi('credit.movements', { params: { account, family }, query: { limit: shown } }, { keep: true })
  const whole = (query.data?.items.length ?? 0) < shown || shown >= 200
  return (
    <Card title={`Movements of ${familyTitles[family]}`} flush>
      <ListTable
        caption={`Movements of ${familyTitles[family]}, newest first`}
        columns={columns}
        query={query}
        rowKey={({ id }) => id}
        empty={<Empty title="Nothing moved yet">A purchase is the first movement.</Empty>}
      />
      {!whole && (
        <Group p="sm">
          <Button variant="default" onClick={() => setShown(shown + step)}>
            Earlier ones
          </Button>
        </Group>
      )}
    </Card>
  )
}

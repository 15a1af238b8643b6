import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { families, familyTitles } from '../../credits/ledger.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { DateField, Filters } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { CorrectDialog, Corrections } from './corrections.tsx'
import { Movements } from './movements.tsx'
import { PurchaseDialog } from './purchase.tsx'

type Balance = Answer<'credit.balance'>
type Lot = Balance['lots'][number]

/** What an account has bought ahead: what is left of it, which lot ends when, and every movement. */
export function CreditsPage() {
  const { account } = usePath()
  const me = useMe()
  const own = me.account.code === account
  const may = useMay()
  const [picks, pick] = usePicks()
  const [buying, setBuying] = useState(false)
  const [correcting, setCorrecting] = useState<Lot>()
  const query = useApi('credit.balance', { params: { account }, query: picks.on ? { on: picks.on } : {} }, { keep: true })
  const staff = me.account.kind === 'provider'
  return (
    <AccountPage
      title="Credits"
      lead="Bought ahead and redeemed for services. The lot that ends first pays first; a price is paid whole or not at all."
      actions={
        staff && (
          <Act reason={may('credit.buy')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setBuying(true)}>
            Enter a purchase
          </Act>
        )
      }
    >
      <Loaded query={query} lines={10}>
        {(found) => (
          <Stack gap="md">
            <Balances of={found} on={picks.on} />
            <Card label="Lots" flush>
              <Filters>
                <DateField
                  label="As of the end of"
                  value={picks.on ?? ''}
                  onChange={(event) => pick({ on: event.currentTarget.value || undefined })}
                  w={180}
                />
                {picks.on && (
                  <Button variant="subtle" onClick={() => pick({ on: undefined })} mt={22}>
                    Today
                  </Button>
                )}
              </Filters>
              <DataTable
                caption="Lots by their last day"
                columns={lotColumns(staff && may('credit.correct') === undefined ? setCorrecting : undefined)}
                rows={found.lots}
                rowKey={({ family, number }) => `${family} ${number}`}
                empty={
                  <Empty title={picks.on ? 'No credits by then' : 'No credits yet'}>
                    {own
                      ? 'Credits appear here when an order for them is entered.'
                      : 'Enter a purchase when an order for credits comes in.'}
                  </Empty>
                }
              />
            </Card>
            {staff && may('credit.correct') === undefined && <Corrections account={account} />}
            {families
              .filter((family) => found.lots.some((lot) => lot.family === family))
              .map((family) => (
                <Movements key={family} account={account} family={family} />
              ))}
          </Stack>
        )}
      </Loaded>
      {buying && <PurchaseDialog account={account} onClose={() => setBuying(false)} />}
      {correcting && <CorrectDialog account={account} lot={correcting} onClose={() => setCorrecting(undefined)} />}
    </AccountPage>
  )
}

const Balances = ({ of: { balances, lots }, on }: { readonly of: Balance; readonly on: string | undefined }) => (
  <Group gap="md" align="stretch">
    {balances
      .filter(({ family }) => lots.some((lot) => lot.family === family))
      .map(({ family, left, nextEnd }) => (
        <Card key={family} title={familyTitles[family]}>
          <Text size="xl" fw={700}>
            {countWords(left, 'credit')}
          </Text>
          <Text size="sm" c="dimmed">
            {nextEnd ? (
              <>
                {nextEnd.credits === left ? 'all of them' : nextEnd.credits} may be spent up to <Day on={nextEnd.day} />
              </>
            ) : on ? (
              'nothing was left then'
            ) : (
              'nothing is left'
            )}
          </Text>
        </Card>
      ))}
  </Group>
)

const lotColumns = (correct: ((lot: Lot) => void) | undefined): readonly Column<Lot>[] => [
  {
    name: 'Lot',
    lead: true,
    cell: ({ family, number, orderReference }) => (
      <>
        {family} lot {number}
        <div className="small dim break">{orderReference}</div>
      </>
    ),
  },
  { name: 'Left', brief: true, right: true, width: 80, cell: ({ left }) => <b>{left}</b> },
  { name: 'Bought', right: true, width: 90, cell: ({ bought }) => bought },
  { name: 'Redeemed', right: true, width: 100, cell: ({ redeemed }) => redeemed },
  { name: 'Expired', right: true, width: 90, cell: ({ expired }) => expired },
  {
    name: 'Corrected',
    right: true,
    width: 100,
    cell: ({ corrected }) => (corrected === 0 ? '' : corrected > 0 ? `+${corrected}` : corrected),
  },
  { name: 'Purchased', width: 130, cell: ({ purchasedOn }) => <Day on={purchasedOn} /> },
  {
    name: 'Last day',
    brief: true,
    width: 180,
    cell: ({ lastDay, validity, left, expired }) => (
      <>
        <Day on={lastDay} /> {left === 0 && expired > 0 && <Tag tone="plain">Ended</Tag>}
        <div className="small dim break">{validity}</div>
      </>
    ),
  },
  ...(correct
    ? [
        {
          name: 'Correct',
          width: 110,
          cell: (lot: Lot) => (
            <Button variant="subtle" size="compact-sm" onClick={() => correct(lot)}>
              Correct
            </Button>
          ),
        },
      ]
    : []),
]

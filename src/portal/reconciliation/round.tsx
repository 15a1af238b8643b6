import { Group, List, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import { More } from '../ui/decision-view.tsx'
import { usePath } from '../ui/filters.ts'
import { IconCheck, IconHourglass } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { actorWords, countWords } from '../ui/words.ts'
import { Differences } from './differences.tsx'
import { RoundTag } from './rounds.tsx'

type Round = Answer<'reconciliation.read'>
const comparedWords = { site: 'site', 'contract-level': 'contract level', product: 'product' } as const

/** One round: what differs, who settles it, and the signatures of both sides. */
export function ReconciliationPage() {
  const { account, round } = usePath()
  const query = useApi('reconciliation.read', { params: { account, round: Number(round) } })
  return (
    <Page
      title={`Round ${round}`}
      lead="Each difference is settled by whoever knows: where a device stands by the customer, what it is and what it is under by the provider."
      crumbs={
        <TextLink to="/accounts/$account/reconciliations" params={{ account }}>
          Device lists of {account}
        </TextLink>
      }
    >
      <Loaded query={query} lines={10}>
        {(found) => <Whole account={account} of={found} />}
      </Loaded>
    </Page>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Round }) {
  const me = useMe()
  const may = useMay()
  const [withdrawing, setWithdrawing] = useState(false)
  const side = me.account.kind === 'provider' ? 'provider' : 'customer'
  const sign = useAct('reconciliation.sign', { done: ({ state }) => (state === 'agreed' ? 'Both sides agree' : 'Signed') })
  const withdraw = useAct('reconciliation.withdraw', { done: 'The round is withdrawn', after: () => setWithdrawing(false) })
  const params = { account, round: of.number }
  const settled = of.differences - of.open
  const openOf = (owner: 'customer' | 'provider') =>
    of.counts.filter((each) => each.owner === owner).reduce((sum, each) => sum + each.open, 0)
  const maySign =
    may('reconciliation.sign') ??
    (of.open > 0 ? `${countWords(of.open, 'difference')} to settle first` : of.signed[side] ? `the ${side} has signed` : undefined)
  return (
    <Stack gap="md">
      <Card
        title={
          <Group gap="sm">
            How it stands <RoundTag state={of.state} />
          </Group>
        }
        aside={<ClauseChip id="SSM-3.1.b2" />}
      >
        <Stack gap="sm">
          <Text size="sm">
            <span className="break">{of.listName}</span>, opened by {actorWords(of.openedBy)} <When at={of.openedAt} show="both" />.
            Compared: {of.compared.map((each) => comparedWords[each]).join(', ') || 'serials only'}.
          </Text>
          <Text size="sm">
            {of.listed} on the list, {of.held} held, {of.same} agree in everything.{' '}
            {of.differences === 0 ? 'Nothing differs.' : `${settled} of ${countWords(of.differences, 'difference')} settled.`}
          </Text>
          {of.differences > 0 && (
            <Progress value={(100 * settled) / of.differences} aria-label={`${settled} of ${of.differences} differences settled`} />
          )}
          {of.open > 0 && (
            <Text size="sm" c="dimmed">
              Open at the customer: {openOf('customer')}. Open at the provider: {openOf('provider')}.
            </Text>
          )}
          <Group gap="md">
            {(['provider', 'customer'] as const).map((each) => {
              const signed = of.signed[each]
              return signed ? (
                <Tag key={each} tone="ok" icon={IconCheck} long>
                  Signed for the {each} by {actorWords(signed.by)}
                </Tag>
              ) : (
                <Tag key={each} tone="dim" icon={IconHourglass}>
                  Not signed for the {each}
                </Tag>
              )
            })}
          </Group>
          {of.state === 'open' && (
            <Group gap="xs">
              <Act reason={maySign} loading={sign.isPending} onClick={() => sign.mutate({ params })}>
                Sign that both lists agree
              </Act>
              <Act variant="default" reason={may('reconciliation.settle')} onClick={() => setWithdrawing(true)}>
                Withdraw the round
              </Act>
            </Group>
          )}
          {sign.error && <Problem error={sign.error} />}
          {of.unread.length > 0 && (
            <More title={`${countWords(of.unread.length, 'row')} of the list could not be read`}>
              <List size="sm">
                {of.unread.map(({ line, found, toDo }) => (
                  <List.Item key={line}>
                    Line {line}: {found}. <span className="dim">{toDo}</span>
                  </List.Item>
                ))}
              </List>
            </More>
          )}
        </Stack>
      </Card>
      {of.differences > 0 && <Differences account={account} of={of} side={side} />}
      <Card title="What happened">
        <List size="sm">
          {of.history.map(({ seq, at, actor, kind, text }) => (
            <List.Item key={seq}>
              <When at={at} show="both" />, {actorWords(actor)}: {kind}. <span className="break">{text}</span>
            </List.Item>
          ))}
        </List>
      </Card>
      {withdrawing && (
        <WordDialog
          title="Withdraw the round"
          label="Why"
          lead="What was settled stays as it is. Another list can be compared afterwards."
          button="Withdraw"
          act={withdraw}
          onClose={() => setWithdrawing(false)}
          onSend={(reason) => withdraw.mutate({ params, body: { reason } })}
        />
      )}
    </Stack>
  )
}

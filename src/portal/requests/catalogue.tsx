import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { ActLink } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ReasonList } from '../ui/decision-view.tsx'
import { usePath } from '../ui/filters.ts'
import { ButtonLink, TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { priceWords, unitWords } from './words.ts'

type Line = Answer<'request.catalogue'>['items'][number]

/** What an account may ask for, how it pays, what it costs, and why not. */
export function CataloguePage() {
  const { account } = usePath()
  const query = useApi('request.catalogue', { params: { account } })
  return (
    <AccountPage
      title="Service catalogue"
      lead="What can be asked for under the contracts, and what it costs. Nothing is paid before both sides have approved a task order and it is redeemed."
      actions={
        <>
          <ButtonLink to="/accounts/$account/addenda" params={{ account }} variant="default">
            Addenda
          </ButtonLink>
          <ButtonLink to="/accounts/$account/requests" params={{ account }} variant="default">
            Requests
          </ButtonLink>
        </>
      }
    >
      <Loaded query={query} lines={12}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Catalogue">
              <Empty title="Nothing is sold by the piece">No service here has a price list.</Empty>
            </Card>
          ) : (
            <Stack gap="md">
              {[...Map.groupBy(items, ({ offering }) => offering)].map(([offering, lines]) => (
                <Card
                  key={offering}
                  title={`${lines[0]?.offeringTitle} (${offering})`}
                  aside={<Standing of={lines} account={account} />}
                  flush
                >
                  <ul className="lines" style={{ padding: '8px 16px' }}>
                    {lines.map((line) => (
                      <CatalogueItem key={line.service} account={account} of={line} />
                    ))}
                  </ul>
                </Card>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </AccountPage>
  )
}

function Standing({ of: [line], account }: { readonly of: readonly Line[]; readonly account: string }) {
  if (!line?.contract) return <Tag>No contract</Tag>
  return (
    <Text size="sm">
      under{' '}
      <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: line.contract }}>
        {line.contract}
      </TextLink>
    </Text>
  )
}

function CatalogueItem({ account, of }: { readonly account: string; readonly of: Line }) {
  const may = useMay()
  const { decision, service, title, unit, price, clauses } = of
  const failing = decision.reasons.filter(({ holds, weight }) => !holds && weight !== 'advise')
  const advice = decision.reasons.filter(({ holds, weight }) => !holds && weight === 'advise')
  return (
    <li>
      <Group justify="space-between" gap="md" align="flex-start">
        <Stack gap={4} style={{ flex: '1 1 300px', minWidth: 0 }}>
          <Text fw={600}>
            {title} <span className="dim small">{service}</span>
          </Text>
          <Text size="sm">
            {priceWords(price)} {price === null ? '' : unitWords[unit]}
          </Text>
          <ClauseChips ids={clauses} />
        </Stack>
        <ActLink
          to="/accounts/$account/requests/new"
          params={{ account }}
          search={{ service } as never}
          variant="default"
          reason={may('request.ask') ?? (failing.length > 0 ? (decision.cures[0] ?? 'It is refused; see why below') : undefined)}
        >
          Ask for it
        </ActLink>
      </Group>
      {failing.length + advice.length > 0 && (
        <details style={{ marginTop: 6 }}>
          <summary className="small">
            {failing.length > 0
              ? `Why not: ${failing.length === 1 ? failing[0]?.title : `${failing.length} reasons`}`
              : 'To look at before it begins'}
          </summary>
          <ReasonList of={[...failing, ...advice]} />
        </details>
      )}
    </li>
  )
}

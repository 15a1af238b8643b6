import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../client/client.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { TextLink } from '../ui/link.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, Span } from '../ui/when.tsx'
import { caseKindWords } from '../ui/words.ts'

type Report = Answer<'network-report.read'>
type Count = NonNullable<Report['returns']>['byState'][number]
type Trend = NonNullable<Report['cases']>['byType'][number]

/** Names that are shown before the rest is folded away. */
const shownAtOnce = 12

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <Text component="h3" size="sm" fw={600} mb={4}>
      {title}
    </Text>
    {children}
  </section>
)

const Names = ({ of }: { readonly of: readonly ReactNode[] }) => (
  <>
    <ul className="small" style={{ margin: 0, paddingLeft: 18 }}>
      {of.slice(0, shownAtOnce)}
    </ul>
    {of.length > shownAtOnce && (
      <details>
        <summary className="small">{of.length - shownAtOnce} more</summary>
        <ul className="small" style={{ margin: 0, paddingLeft: 18 }}>
          {of.slice(shownAtOnce)}
        </ul>
      </details>
    )}
  </>
)

/** What a report about the network says, section by section. */
export const NetworkReportBody = ({ account, of }: { readonly account: string; readonly of: Report }) => (
  <Stack gap="md">
    {of.installBase && <InstallBase account={account} of={of.installBase} />}
    {of.endOfLife && (
      <Section title="End of life of what is installed">
        {of.endOfLife.length === 0 ? (
          <Text size="sm">No device is installed.</Text>
        ) : (
          <Names
            of={of.endOfLife.map((each) => (
              <li key={each.serial}>
                <Device account={account} serial={each.serial} />, {each.product}: <Ends of={each} />
              </li>
            ))}
          />
        )}
      </Section>
    )}
    {of.cases && (
      <Section title={`Cases: ${of.cases.total}${of.cases.before.length > 0 ? `, before that ${of.cases.before.join(', ')}` : ''}`}>
        <Counts account={account} title="By priority" of={of.cases.byPriority} cases />
        <Counts account={account} title="By product" of={of.cases.byProduct} cases />
        <Counts
          account={account}
          title="By type"
          of={of.cases.byType.map((each) => ({ ...each, of: caseKindWords[each.of] ?? each.of }))}
          cases
        />
      </Section>
    )}
    {of.returns && (
      <Section title={`Returns: ${of.returns.total}`}>
        {of.returns.total > 0 && (
          <>
            <Counts account={account} title="By state" of={of.returns.byState} />
            <Counts account={account} title="By product" of={of.returns.byProduct} />
            <Counts account={account} title="By case" of={of.returns.byCase} />
          </>
        )}
      </Section>
    )}
    {of.defects.map((month) => (
      <Section key={month.from} title={`Major and critical defects: ${month.total}`}>
        <Text size="xs" c="dimmed" mb={8}>
          <Span from={month.from} to={month.to} />
        </Text>
        <ul className="lines">
          {month.products.flatMap(({ product, defects }) =>
            defects.map(({ record, title, severity, count, devices }) => (
              <li key={`${product} ${record}`}>
                <Group gap={6}>
                  <Tag tone={severity === 'critical' ? 'danger' : 'warn'}>{severity}</Tag>
                  <TextLink to="/advisories/$key" params={{ key: record }}>
                    {record}
                  </TextLink>
                  <span className="break">{title}</span>
                </Group>
                <Devices account={account} product={product} count={count} of={devices} />
              </li>
            )),
          )}
        </ul>
      </Section>
    ))}
  </Stack>
)

/** When a device leaves the order book and support, as far as it is known. */
const Ends = ({ of }: { readonly of: NonNullable<Report['endOfLife']>[number] }) =>
  of.state === 'no notice known' ? (
    'no notice known'
  ) : (
    <>
      {of.announcedOn && (
        <>
          announced <Day on={of.announcedOn} />,{' '}
        </>
      )}
      {of.lastOrderOn && (
        <>
          last order <Day on={of.lastOrderOn} />,{' '}
        </>
      )}
      {of.on ? (
        <>
          end of support <Day on={of.on} />
          {of.of === 'release' && ', of the release it runs'}
        </>
      ) : (
        'end of support not known'
      )}{' '}
      {of.state === 'passed' && <Tag tone="danger">passed</Tag>}
    </>
  )

/** The devices of one product that a defect is about: a few are named, many are folded. */
type Named = { readonly account: string; readonly product: string; readonly count: number; readonly of: readonly string[] }
const Devices = ({ account, product, count, of }: Named) => {
  const named = (
    <span className="small break">
      {of.map((serial) => (
        <span key={serial}>
          <Device account={account} serial={serial} />{' '}
        </span>
      ))}
      {count > of.length && `and ${count - of.length} more`}
    </span>
  )
  return of.length <= shownAtOnce / 2 ? (
    <div className="small dim">
      {product}: {named}
    </div>
  ) : (
    <details>
      <summary className="small dim">
        {product}: {count} devices
      </summary>
      {named}
    </details>
  )
}

const Device = ({ account, serial }: { readonly account: string; readonly serial: string }) => (
  <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }}>
    {serial}
  </TextLink>
)

const InstallBase = ({ account, of }: { readonly account: string; readonly of: NonNullable<Report['installBase']> }) => (
  <Section title={`Devices: ${of.total}, ${of.covered.length} with and ${of.uncovered.length} without a support contract`}>
    {of.uncovered.length > 0 && (
      <>
        <Text size="sm">Without</Text>
        <Names
          of={of.uncovered.map(({ serial, product, why, clause }) => (
            <li key={serial}>
              <Device account={account} serial={serial} />, {product}: {why} <ClauseChips ids={clause ? [clause] : []} />
            </li>
          ))}
        />
      </>
    )}
    <Text size="sm">With</Text>
    <Names
      of={of.covered.map(({ serial, product, until, onThisContract }) => (
        <li key={serial}>
          <Device account={account} serial={serial} />, {product}, up to <Day on={until} />
          {onThisContract ? '' : ', not on this contract'}
        </li>
      ))}
    />
  </Section>
)

type CountsProps = {
  readonly account: string
  readonly title: string
  readonly of: readonly (Count | Trend)[]
  /** Whether the records behind are cases, which have pages. */
  readonly cases?: boolean
}

/** Counts with the records behind them. */
const Counts = ({ account, title, of, cases = false }: CountsProps) => (
  <div>
    <Text size="sm" c="dimmed">
      {title}
    </Text>
    {of.length === 0 ? (
      <Text size="sm">0</Text>
    ) : (
      <ul className="small" style={{ margin: 0, paddingLeft: 18 }}>
        {of.map((each) => (
          <li key={each.of} className="break">
            {each.of}: {each.count}
            {'before' in each && each.before.length > 0 && <span className="dim"> (before {each.before.join(', ')})</span>}{' '}
            {each.records.slice(0, shownAtOnce).map((record) => (
              <span key={record}>
                {cases ? (
                  <TextLink to="/accounts/$account/cases/$case" params={{ account, case: record }}>
                    {record}
                  </TextLink>
                ) : (
                  record
                )}{' '}
              </span>
            ))}
            {each.records.length > shownAtOnce && <span className="dim">and {each.records.length - shownAtOnce} more</span>}
          </li>
        ))}
      </ul>
    )}
  </div>
)

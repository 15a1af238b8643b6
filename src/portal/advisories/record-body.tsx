import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../client/client.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import { Doubts } from './words.tsx'

type Whole = Answer<'advisory.read'>
type Row = Whole['record']['entries'][number]['rows'][number]

const Prose = ({ title, text }: { readonly title: string; readonly text: string }) =>
  text === '' ? null : (
    <Card title={title}>
      <Text size="sm" className="pre">
        {text}
      </Text>
    </Card>
  )

/** A stretch of releases in words, close to how it is written. */
function stretchWords({ status, version, lessThan, lessThanOrEqual }: Row): string {
  const from = /^(?:0|unspecified|n\/a|)$/i.test(version) ? 'From the first release' : `From ${version}`
  if (lessThan) return `${from}, ${status === 'affected' ? 'fixed in' : 'before'} ${lessThan}`
  if (lessThanOrEqual) return `${from}, up to ${lessThanOrEqual} and with it`
  return version === '' ? 'Every release' : version
}

/** Everything a record says. `above` comes first: whom it touches. */
export function RecordBody({ of, above }: { readonly of: Whole; readonly above?: ReactNode }) {
  const { record } = of
  return (
    <div className="split">
      <Stack gap="md">
        {above}
        {record.doubts.length > 0 && (
          <Card title="What is doubtful in it">
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                Read by a rule because it cannot be meant as it is written, or not read at all. Verdicts that lean on it say so.
              </Text>
              <Doubts of={record.doubts} />
            </Stack>
          </Card>
        )}
        <Prose title="What it is about" text={record.description} />
        <Card title="What is affected" flush>
          {record.entries.length === 0 ? (
            <Text size="sm" p="md">
              The record names no product.
            </Text>
          ) : (
            record.entries.map(({ product, platforms, modules, rows, defaultStatus }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a record may name one product twice, and its order is its own
              <section key={at} aria-label={product} style={{ borderTop: at === 0 ? undefined : '1px solid var(--hf-line)' }}>
                <div style={{ padding: '12px 16px 0' }}>
                  <Text fw={600} size="sm">
                    {product}
                  </Text>
                  <Text size="sm" c="dimmed" className="break">
                    {platforms.length === 0 ? 'Every platform' : platforms.join(', ')}
                    {modules.length > 0 && `; ${modules.join(', ')}`}
                    {defaultStatus === 'affected' && '. What no row names is affected'}
                  </Text>
                </div>
                <DataTable
                  caption={`Releases of ${product}`}
                  rows={rows}
                  rowKey={(row) => JSON.stringify(row)}
                  empty={
                    <Text size="sm" p="md" c="dimmed">
                      No release is named.
                    </Text>
                  }
                  columns={[
                    { name: 'Releases', lead: true, cell: (row) => <span className="mono">{stretchWords(row)}</span> },
                    {
                      name: 'Status',
                      brief: true,
                      width: 140,
                      cell: ({ status }) => (
                        <Tag tone={status === 'affected' ? 'danger' : status === 'unaffected' ? 'ok' : 'warn'}>
                          {status === 'affected' ? 'Affected' : status === 'unaffected' ? 'Not affected' : 'Not said'}
                        </Tag>
                      ),
                    },
                  ]}
                />
              </section>
            ))
          )}
        </Card>
        {record.requirements.length > 0 && (
          <Card title="Only with this configuration">
            <Stack gap="sm">
              {record.requirements.map(({ text, paths }) => (
                <div key={text}>
                  <Text size="sm" className="pre">
                    {text}
                  </Text>
                  {paths.map((path) => (
                    <Text key={path} size="sm" className="mono">
                      [edit {path}]
                    </Text>
                  ))}
                </div>
              ))}
            </Stack>
          </Card>
        )}
        <Prose title="What to do" text={record.solutions} />
        <Prose title="Until then" text={record.workarounds} />
        <Prose title="What is known of its use" text={record.exploits} />
      </Stack>
      <Stack gap="md">
        <Card title="Facts">
          <Facts
            of={[
              ['Published', of.publishedAt && <Day key="p" on={of.publishedAt.slice(0, 10)} />],
              ['Amended', of.updatedAt && <Day key="u" on={of.updatedAt.slice(0, 10)} />],
              ['Number', record.advisories.join(', ') || of.number],
              ['CVE', record.cve],
              ['About', record.about ?? 'software'],
              ['Impact', record.impact],
              ['Problem reports', record.defects.join(', ')],
              ['Came from', of.source],
            ]}
          />
        </Card>
        {record.scores.length > 0 && (
          <Card title="Scores">
            <ul className="lines">
              {record.scores.map(({ scheme, score, severity, vector }) => (
                <li key={`${scheme} ${vector} ${score}`}>
                  <Text size="sm">
                    <b>{score.toFixed(1)}</b> {severity} <span className="dim">{scheme}</span>
                  </Text>
                  <Text size="xs" c="dimmed" className="mono break">
                    {vector}
                  </Text>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {of.together.length > 0 && (
          <Card title={`Also ${of.number}`}>
            <ul className="lines">
              {of.together.map(({ key, title }) => (
                <li key={key}>
                  <TextLink to="/advisories/$key" params={{ key }}>
                    {key}
                  </TextLink>{' '}
                  <Text span size="sm">
                    {title}
                  </Text>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {record.references.length > 0 && (
          <Card title="Sources">
            <ul className="lines">
              {record.references.map((url) => (
                <li key={url}>
                  {/^https?:/i.test(url) ? (
                    <Anchor href={url} rel="noreferrer noopener" target="_blank" size="sm" className="break" underline="always">
                      {url}
                    </Anchor>
                  ) : (
                    <Text size="sm" className="break">
                      {url}
                    </Text>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title="Amendments">
          <ul className="lines">
            {of.versions.map(({ version, at, actor, changes }) => (
              <li key={version}>
                <Text size="sm">
                  Version {version}, <When at={at} show="both" /> <span className="dim">{actorWords(actor)}</span>
                </Text>
                {changes.length === 0 ? (
                  <Text size="xs" c="dimmed">
                    {version === 1 ? 'Taken into the register' : 'Nothing that is shown here'}
                  </Text>
                ) : (
                  <ul className="lines small">
                    {changes.map((change) => (
                      <li key={change} className="break">
                        {change}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </Card>
      </Stack>
    </div>
  )
}

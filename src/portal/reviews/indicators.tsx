import { Group, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Indicator = Answer<'review.read'>['content']['indicators'][number]
type Outcome = Indicator['samples'][number]['outcome']

const tones: Readonly<Record<Outcome, Tone>> = { fail: 'danger', pass: 'ok', waived: 'plain', 'not judged': 'warn' }
const order: readonly Outcome[] = ['fail', 'not judged', 'waived', 'pass']

/** The indicators of a health check: what is recommended, and what was seen on which device. */
export const IndicatorsCard = ({ account, of }: { readonly account: string; readonly of: readonly Indicator[] }) => (
  <Card title="Indicators">
    <Text size="sm" c="dimmed" mb="sm">
      {countWords(of.length, 'indicator')}, those with a fail first. Open one to see its limits and values.
    </Text>
    {of.map((indicator) => (
      <details key={indicator.key} className="fold">
        <summary>
          <Group component="span" gap={8} display="inline-flex">
            <Counts of={indicator} />
            <span>{indicator.title}</span>
          </Group>
        </summary>
        {indicator.recommended.map((limit) => (
          <Text key={limit} size="sm" c="dimmed">
            {limit}
          </Text>
        ))}
        <ul className="lines small">
          {indicator.samples
            .toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome))
            .map(({ serial, at, outcome, values }) => (
              <li key={serial} className="break">
                <Tag tone={tones[outcome]}>{outcome}</Tag>{' '}
                <TextLink to="/accounts/$account/devices/$serial/reading" params={{ account, serial }} className="mono">
                  {serial}
                </TextLink>{' '}
                <span className="dim">
                  sample of <When at={at} show="absolute" />
                </span>
                <div>{values.join('; ') || 'nothing is listed'}</div>
              </li>
            ))}
        </ul>
      </details>
    ))}
  </Card>
)

function Counts({ of: { samples } }: { readonly of: Indicator }) {
  const by = Map.groupBy(samples, ({ outcome }) => outcome)
  return order.map((outcome) => {
    const count = by.get(outcome)?.length ?? 0
    return count === 0 ? null : (
      <Tag key={outcome} tone={tones[outcome]}>
        {count} {outcome}
      </Tag>
    )
  })
}

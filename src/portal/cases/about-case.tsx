import { useMe } from '../session.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { When } from '../ui/when.tsx'
import { caseKindWords, channelWords, queueWords } from '../ui/words.ts'
import type { Case } from './tags.tsx'

/** Who asked, how it came, who has it, and what it does to the business. */
export function AboutCase({ of }: { readonly of: Case }) {
  const staff = useMe().account.kind === 'provider'
  return (
    <Card title="About">
      <Facts
        of={[
          ['Asked by', of.requester],
          ['E-mail', of.requesterEmail && <a href={`mailto:${of.requesterEmail}`}>{of.requesterEmail}</a>],
          ['Phone', of.requesterPhone && <a href={`tel:${of.requesterPhone.replace(/[^+\d]/g, '')}`}>{of.requesterPhone}</a>],
          ['Kind', caseKindWords[of.kind] ?? of.kind],
          ['Came by', channelWords[of.channel as keyof typeof channelWords] ?? of.channel],
          staff ? ['Queue', queueWords[of.queue]] : ['Handled by', queueWords[of.queue]],
          ['Owner', of.owner],
          [staff ? 'Specialist' : 'Your specialist', of.specialist?.name],
          ['Its priority means', of.guide?.meaning],
          ['Business impact', of.impact.text || (of.impact.asked && of.state !== 'closed' ? 'Not stated yet' : undefined)],
          ['Outage', of.outcome.outage],
          ['Support guide', of.guide && <a href={of.guide.url || undefined}>version {of.guide.version}</a>],
          ['Reported', <When key="r" at={of.reportedAt} show="both" />],
          ['Reference', of.customerReference],
        ]}
      />
    </Card>
  )
}

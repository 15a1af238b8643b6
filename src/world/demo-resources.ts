import type { Parts } from '../assemble.ts'
import type { AgreementWord } from '../catalog/glossary.ts'
import { keepAgreementWord } from '../catalog/words/store.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import { findAccount, findPrincipal } from '../parties/service.ts'
import { addResource, type Given } from '../resources/service.ts'
import type { Built } from './build.ts'

/** What staff of the demonstration put into the portal beside its own pages, and what they entered of agreements; its words are made up. */

const added: readonly Omit<Given, 'endsOn'>[] = [
  {
    area: 'information',
    title: 'Release notes',
    text: 'What is new in each release, and what is known of it.',
    url: 'https://docs.vendor.example/release-notes',
    service: null,
  },
  {
    area: 'answers',
    title: 'What to send with a case',
    text: 'Logs and outputs that an engineer asks for first.',
    url: 'https://docs.vendor.example/first-outputs',
    service: null,
  },
  {
    area: 'tools',
    title: 'Provisioning tool: log collector',
    text: 'Packs the logs of the provisioning tool.',
    url: 'https://docs.vendor.example/collector',
    service: 'CSS',
  },
]

const explained: readonly AgreementWord[] = [
  {
    agreement: 'MPLA',
    version: '2026-01',
    term: 'Subscription licence',
    meaning: 'A right to use software for a stretch of time, which ends with it',
  },
  { agreement: 'EUSA', version: '2026-01', term: 'Reasonable efforts', meaning: 'What a careful engineer would do with the means at hand' },
]

export async function playResources(parts: Parts, { people }: Built, now: Instant): Promise<void> {
  const personId = people.get('policy')?.personId
  if (!personId) return
  await inScope(parts.db, providerScope, async (tx) => {
    const principal = await findPrincipal(tx, { personId })
    const provider = principal && (await findAccount(tx, { id: principal.accountId }))
    if (!principal || !provider) return
    for (const each of added) await addResource(tx, provider, { now: now - 200 * daysMs, principal }, { ...each, endsOn: null })
    for (const each of explained) await keepAgreementWord(tx, each, principal.name, now - 190 * daysMs)
  })
}

/** The first step up: a response that is due and not there alerts the management of the provider. */
export type AlertFacts = {
  readonly number: string
  readonly account: string
  readonly summary: string
  readonly priority: string
  readonly offering: string | null
  readonly owner: string | null
  readonly dueText: string
  readonly wording: 'automatic' | 'missed-target'
  readonly clauses: readonly string[]
  readonly targetMinutes: number | null
}

export type Alert = { readonly subject: string; readonly text: string }

/**
 * What management reads. Custom Software Support alerts on every priority by itself (CSS-4.p4); Advanced Care Plus asks for
 * a reason when a target is missed (ACP-9.p6). Both say "target", never "guarantee" (policy B32).
 */
export function alertText(facts: AlertFacts): Alert {
  const { number, account, summary, priority, offering, owner, dueText, wording, clauses, targetMinutes } = facts
  return {
    subject: `[${number}] ${priority} without first response: ${summary}`,
    text: [
      `${number} of ${account} (${priority}${offering ? `, ${offering}` : ''}) was due a first response at ${dueText} and has none.`,
      targetMinutes === null ? '' : `Target: ${targetMinutes} minutes.`,
      owner ? `Owner: ${owner}.` : 'Nobody owns it yet.',
      wording === 'automatic' ? 'This alert goes out by itself at every priority.' : 'A missed target needs a reason on the case.',
      clauses.length > 0 ? `Because of: ${clauses.join(', ')}.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  }
}

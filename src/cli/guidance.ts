import { type Answer, AnswerError } from '../client/client.ts'
import { accountOf, connect } from './login.ts'
import { columns, localTime, say, tell } from './say.ts'

type Options = { readonly account?: string; readonly json?: boolean }

async function placeOf(request: string, { account }: Options) {
  const connected = connect()
  return { client: connected.client, params: { account: await accountOf(connected, account), request: request.toUpperCase() } }
}

/** Days of a guidance with whoever answers, and its questions. */
export async function log(request: string, options: Options): Promise<void> {
  const { client, params } = await placeOf(request, options)
  const found = await client.call('guidance.read', { params })
  if (options.json) return say(JSON.stringify(found, null, 2))
  say(`${found.request}: ${found.used} of ${found.bought} days used, ${found.left} left`)
  if (found.days.length === 0) say('No site is named yet.')
  else
    say(
      columns([
        ['day', 'site', 'opens', 'closes', 'zone'],
        ...found.days.map(({ day, site, zone, opensAt, closesAt }) => [
          day,
          site,
          localTime(opensAt, zone),
          localTime(closesAt, zone),
          zone,
        ]),
      ]),
    )
  for (const { question, topic, text, answer, advice, recommendation, case: number } of found.questions)
    say(
      [
        `${question}. ${topic}: ${text}`,
        answer ? `   ${answer}` : number ? `   with ${number}` : '   open',
        ...(advice ? [`   advice: ${advice}`] : []),
        ...(recommendation ? [`   recommendation: ${recommendation}`] : []),
      ].join('\n'),
    )
}

type AskOptions = Options & { readonly topic: string; readonly about: string; readonly channel: string }

/** Asks a question; refused, the clause and the next right time are named. */
export async function ask(request: string, text: string, { topic, about, channel, ...options }: AskOptions): Promise<void> {
  const { client, params } = await placeOf(request, options)
  const asked = await client.call('guidance.ask', { params, body: { text, topic, about, channel } as never }).catch((error: unknown) => {
    const decision = error instanceof AnswerError ? (error.problem.decision as Answer<'guidance.ask'>['decided'] | undefined) : undefined
    for (const { holds, sentence, cure } of decision?.reasons ?? []) if (!holds) tell(`  ${sentence}${cure ? ` ${cure}` : ''}`)
    throw error
  })
  say(`Question ${asked.question} is taken down. Days left: ${asked.left}.`)
  if (asked.reference) say(`Customer Care has it as ${asked.reference}.`)
  if (topic === 'fault') say('It is a fault: open its case, and link it. The day is used all the same.')
}

/** Items of an onboarding, each with what shows it and what is open. */
export async function items(request: string, options: Options): Promise<void> {
  const { client, params } = await placeOf(request, options)
  const found = await client.call('setting-up.read', { params })
  if (options.json) return say(JSON.stringify(found, null, 2))
  for (const { clause, shows, open } of found.items) say([`${clause}  ${shows}`, ...open.map((each) => `  open: ${each}`)].join('\n'))
}

/** Help with one case: its specialist, and what is missing. */
export async function help(request: string, options: Options): Promise<void> {
  const { client, params } = await placeOf(request, options)
  const found = await client.call('resolution.read', { params })
  if (options.json) return say(JSON.stringify(found, null, 2))
  say(
    [
      `${found.request}: case ${found.case ?? 'none'}, specialist ${found.specialist ?? 'nobody yet'}`,
      found.targetOf ? `response target of ${found.targetOf}; this service adds none` : 'no response target; this service adds none',
      `analyses of the cause: ${found.causes.length}, ${found.received ?? 'none delivered'}`,
      ...(found.withdrawal ? [`withdrawn by ${found.withdrawal.by}: ${found.withdrawal.reason}`] : []),
      ...found.missing.map((each) => `missing: ${each}`),
    ].join('\n'),
  )
}

/** The roll-out of service automation under a contract. */
export async function automation(contract: string, options: Options): Promise<void> {
  const connected = connect()
  const params = { account: await accountOf(connected, options.account), contract: contract.toUpperCase() }
  const found = await connected.client.call('automation.read', { params })
  if (options.json) return say(JSON.stringify(found, null, 2))
  say(`${found.contract}: ${found.state}, ${found.percent} percent of its tasks done`)
  if (found.plan) say(`manager ${found.plan.manager}, consulting engineer ${found.plan.engineer ?? 'nobody yet'}`)
  if (found.tasks.length > 0)
    say(columns([['task', 'owner', 'due', 'state'], ...found.tasks.map(({ title, owner, dueOn, state }) => [title, owner, dueOn, state])]))
  for (const { clause, what } of found.open) say(`open: ${what} (${clause})`)
}

import type { Answer } from '../client/client.ts'
import { connect } from './login.ts'
import { columns, say, tell } from './say.ts'

type Feed = Answer<'advisory-feed.list'>['items'][number]
type Options = { readonly title?: string; readonly hours?: string; readonly json?: boolean }

const actions = ['list', 'add', 'show', 'ask', 'pause', 'resume', 'remove'] as const

const brief = (at: string | null) => (at === null ? 'never' : `${at.slice(0, 16).replace('T', ' ')}Z`)

/**
 * Feeds of published records that a server asks by itself. Without an action they are listed.
 * @param address of a feed, or its title
 */
export async function keepFeeds(action = 'list', address: string | undefined, { title, hours, json }: Options): Promise<void> {
  if (!(actions as readonly string[]).includes(action))
    throw new Error(`Found the action "${action}"; expected one of ${actions.join(', ')}.`)
  const { client } = connect()
  if (action === 'add') {
    if (address === undefined) throw new Error('Which address is to be asked? holdfast advisories feeds add https://...')
    const everyHours = hours === undefined ? 1 : Number(hours)
    const made = await client.call('advisory-feed.add', { body: { url: address, everyHours, ...(title === undefined ? {} : { title }) } })
    say(json ? JSON.stringify(made, null, 2) : `${made.title} is asked now, and every ${made.everyHours} h from then on.`)
    return
  }
  const { items } = await client.call('advisory-feed.list', {})
  if (action === 'list') {
    say(json ? JSON.stringify(items, null, 2) : feedLines(items))
    return
  }
  const found = items.filter((each) => each.url === address || each.title === address || each.id === address)
  const [feed] = found
  if (feed === undefined || found.length > 1)
    throw new Error(
      `${found.length === 0 ? 'No feed' : 'More than one feed'} is called "${address ?? ''}"; expected the address or the title of one: ${items.map(({ url }) => url).join(', ') || 'none is kept'}.`,
    )
  const params = { feed: feed.id }
  if (action === 'show') {
    const read = await client.call('advisory-feed.read', { params })
    say(json ? JSON.stringify(read, null, 2) : askLines(read))
    return
  }
  if (action === 'ask') await client.call('advisory-feed.ask', { params })
  else if (action === 'remove') await client.call('advisory-feed.remove', { params })
  else {
    const body = { title: feed.title, everyHours: feed.everyHours, state: action === 'pause' ? ('paused' as const) : ('active' as const) }
    await client.call('advisory-feed.change', { params, body, ifMatch: feed.version })
  }
  tell(`${feed.title}: ${{ ask: 'is asked now', remove: 'is removed', pause: 'is paused', resume: 'goes on' }[action as 'ask']}`)
}

function feedLines(items: readonly Feed[]): string {
  if (items.length === 0) return 'No feed is kept. Add one: holdfast advisories feeds add https://...'
  return columns([
    ['feed', 'state', 'every', 'asked', 'next', 'answer', 'address'],
    ...items.map(({ title, state, failures, everyHours, askedAt, nextAskAt, answer, url }) => [
      title,
      state === 'paused' ? 'paused' : failures > 0 ? 'failing' : 'active',
      `${everyHours} h`,
      brief(askedAt),
      state === 'paused' ? '' : brief(nextAskAt),
      answer,
      url,
    ]),
  ])
}

const askLines = ({ asks }: Answer<'advisory-feed.read'>): string =>
  asks
    .flatMap(({ at, answer, fates }) => [
      `${brief(at)}  ${answer}`,
      ...fates.map(({ name, fate, key, notes }) => `    ${fate.padEnd(9)}  ${key ?? name}  ${notes.slice(0, 2).join(' ')}`.trimEnd()),
    ])
    .join('\n') || 'It has not been asked yet.'

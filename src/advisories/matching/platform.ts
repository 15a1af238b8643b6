import { isCard } from './cards.ts'

/** Whether a device is of a platform as records name it. Text that is not understood is `unknown`, never `no`. */
export type PlatformAnswer = { readonly is: 'yes' | 'no' | 'unknown'; readonly why: string }

export type Hardware = {
  /** The model as the device says it: `MX204`, `QFX5120-48Y-8C`. */
  readonly model: string
  /** Names of its cards, as `show chassis hardware` gives them; absent when nobody has looked. */
  readonly cards?: readonly string[] | undefined
}

const families = 'MX|SRX|EX|QFX|PTX|ACX|NFX|T|M'
const kinds = '(?:series|platforms?|devices?|routers?|switches|firewalls)'
const named = new RegExp(`^(?:all )?(${families})(?:[ -](?!${kinds}))?(\\d+k?)?([A-Z0-9-]*?)(?:[ -]${kinds})*$`, 'i')
const cardName = /^(?:(?:MS-)?(?:MPC|MIC)|LC|SPC|FPC|PIC|DPC|RE|SCB|CB|EX9200-\d)[A-Z0-9-]*$/i
/** `SRX4x00`, `QFX51xx`: one of these letters stands for any figure. */
const anyFigure = /^[A-Z]+[ -]?\d+x(?:\d|x)/i
/** Names of series that no chassis has itself: an EX9200 is an EX9204, EX9208 or EX9214. */
const seriesAlone = /^(?:EX(?:6200|8200|9200|9250)|SRX[345]000|ACX[57]000|MX(?:2000|10000)|PTX10000|QFX(?:5000|10000))$/

/** Asks of a list as a record writes it: any of them is enough, and none in the list means all platforms. */
export function onPlatforms(device: Hardware, platforms: readonly string[]): PlatformAnswer {
  if (platforms.length === 0) return { is: 'yes', why: 'the record is about every platform' }
  const answers = platforms.map((text) => onPlatform(device, text))
  return (
    answers.find(({ is }) => is === 'yes') ??
    answers.find(({ is }) => is === 'unknown') ?? { is: 'no', why: `${device.model} is none of: ${platforms.join(', ')}` }
  )
}

function onPlatform(device: Hardware, given: string): PlatformAnswer {
  const text = given.replace(/\s+/g, ' ').trim()
  const unknown = (why: string): PlatformAnswer => ({ is: 'unknown', why })
  if (cardName.test(text)) return hasCards(device, [text], false)
  const [, before = text, cards] = /^(.*?)(?: (?:with|using|in combination with|equipped with) (.+))?$/i.exec(text) ?? []
  const match = named.exec(before.trim())
  if (!match) return unknown(`"${text.slice(0, 80)}" is no platform that is known here`)
  const [, family = '', number, suffix = ''] = match
  const model = modelOf(device.model)
  if (!model) return unknown(`"${device.model.slice(0, 40)}" is no model that is known here`)
  if (model.family !== family.toUpperCase()) {
    // a virtual router is one of the series in some records and not in others
    return model.family === `V${family.toUpperCase()}` && !number
      ? unknown(`${device.model} is virtual, and "${text}" does not say whether it means that too`)
      : { is: 'no', why: `${device.model} is not of the ${family.toUpperCase()} series` }
  }
  if (anyFigure.test(before)) return unknown(`which models "${text.slice(0, 80)}" stands for is not understood`)
  const own = suffix.replace(/^-/, '')
  const isCardOf = cardName.test(own)
  if (number === undefined && suffix !== '' && !isCardOf) return unknown(`"${text.slice(0, 80)}" is no platform that is known here`)
  const series = /series|\dk$/i.test(before) || isCardOf || seriesAlone.test(`${family}${number}`.toUpperCase())
  const answer = number === undefined ? 'yes' : inSeries(model, number, isCardOf ? '' : own, series)
  if (answer === 'no') return { is: 'no', why: `${device.model} is no ${before.trim()}` }
  if (answer === 'unknown') return unknown(`whether ${device.model} is of ${before.trim()} is not known`)
  if (isCardOf) return hasCards(device, [own], false)
  if (cards === undefined) return { is: 'yes', why: `${device.model} is of: ${text}` }
  return hasCards(device, cardsIn(cards), / and /i.test(cards))
}

type Model = { readonly family: string; readonly number: number | undefined; readonly suffix: string }

function modelOf(text: string): Model | undefined {
  const match = new RegExp(`^(?:JNP|Juniper (?:Networks,? )?)?(V?(?:${families}))[ -]?(\\d+)?([A-Z0-9-]*)`, 'i').exec(text.trim())
  if (!match) return undefined
  const [, family = '', number, suffix = ''] = match
  return { family: family.toUpperCase(), number: number === undefined ? undefined : Number(number), suffix: suffix.toUpperCase() }
}

/**
 * `QFX5000 Series` and `QFX5k` are 5000 to 5999, `SRX300 Series` 300 to 399, `PTX10003 Series` that one; a model is itself with any ending.
 * An EX4300-MP is the EX4300-48MP, an SRX550HM calls itself SRX550M, and an EX3300-VC is any EX3300 that is in a virtual chassis.
 */
function inSeries({ number, suffix }: Model, asked: string, own: string, series: boolean): PlatformAnswer['is'] {
  const base = Number(asked.replace(/k$/i, '000'))
  if (number === undefined) return 'no'
  const width = series ? 10 ** (/0*$/.exec(String(base))?.[0].length ?? 0) : 1
  if (number < base || number >= base + width) return 'no'
  const ending = own.toUpperCase().replace(/^HM$/, 'M')
  const has = suffix.replace(/^-/, '')
  if (has.startsWith(ending) || (/^[A-Z]+$/.test(ending) && has.replace(/^\d+/, '').startsWith(ending))) return 'yes'
  return ending === 'VC' ? 'unknown' : 'no'
}

/** `MPC10 MPC11 or LC9600`, `MPC10/11/LC9600`: a bare number has the letters of the one before it. */
function cardsIn(text: string): readonly string[] {
  let letters = ''
  return text
    .split(/[\s,/]+/)
    .filter((each) => each !== '' && !/^(?:and|or|line|cards?|installed|a|an|the)$/i.test(each))
    .map((each) => {
      if (/^\d/.test(each)) return letters + each
      letters = /^[A-Z-]+/i.exec(each)?.[0] ?? letters
      return each
    })
}

function hasCards({ cards, model }: Hardware, wanted: readonly string[], together: boolean): PlatformAnswer {
  const words = wanted.join(together ? ' and ' : ' or ')
  if (wanted.length === 0 || !wanted.every((each) => /^[A-Z0-9-]+$/i.test(each)))
    return { is: 'unknown', why: `which cards are meant by "${words}" is not understood` }
  if (cards === undefined) return { is: 'unknown', why: `whether ${model} holds ${words} is not known: its hardware was not looked at` }
  const found = wanted.filter((want) => cards.some((card) => isCard(card, want) === 'yes'))
  if (found.length === wanted.length || (found.length > 0 && !together)) return { is: 'yes', why: `${model} holds ${found.join(', ')}` }
  const perhaps = cards.find((card) => wanted.some((want) => isCard(card, want) === 'perhaps'))
  if (perhaps !== undefined) return { is: 'unknown', why: `${model} holds ${perhaps}, and whether that is ${words} is not known` }
  // "A and B" means both in some records and either in others
  return found.length > 0
    ? { is: 'unknown', why: `${model} holds ${found.join(', ')} and the record says ${words}` }
    : { is: 'no', why: `${model} does not hold ${words}` }
}

/** A second reading of platforms as records write them, of its own, to check the first by. */

type Answer = 'yes' | 'no' | 'unknown'
export type OracleHardware = { readonly model: string; readonly cards?: readonly string[] | undefined }

const letters = ['MX', 'SRX', 'EX', 'QFX', 'PTX', 'ACX', 'NFX', 'T', 'M']
const cardLetters = ['MPC', 'MS-MPC', 'LC', 'SPC', 'MIC', 'FPC', 'PIC', 'DPC', 'RE', 'SCB', 'CB']
/** Nobody has one of these: what stands in a rack is an EX9204, an SRX5800, an ACX7100. */
const onlySeries = 'EX6200 EX8200 EX9200 EX9250 SRX3000 SRX4000 SRX5000 ACX5000 ACX7000 MX2000 MX10000 PTX10000 QFX5000 QFX10000'.split(' ')
const isLetterAt = (text: string, at: number) => /[A-Z]/.test(text[at] ?? '')
const isDigitAt = (text: string, at: number) => /[0-9]/.test(text[at] ?? '')

/** `QFX5120-48Y` is QFX, 5120 and -48Y. */
function modelParts(text: string): { series: string; number: string; rest: string } | undefined {
  let at = 0
  while (isLetterAt(text, at)) at += 1
  const series = text.slice(0, at)
  if (text[at] === ' ' || (text[at] === '-' && isDigitAt(text, at + 1))) at += 1
  const from = at
  while (isDigitAt(text, at)) at += 1
  return series === '' ? undefined : { series, number: text.slice(from, at), rest: text.slice(at) }
}

export function oraclePlatform(device: OracleHardware, platforms: readonly string[]): Answer {
  if (platforms.length === 0) return 'yes'
  const answers = platforms.map((each) => onOne(device, each.trim().toUpperCase().replace(/\s+/g, ' ')))
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
}

function onOne(device: OracleHardware, text: string): Answer {
  if (isCardName(text)) return onCards(device, [text], false)
  const cut = [' WITH ', ' USING '].map((word) => text.indexOf(word)).filter((at) => at >= 0)[0]
  if (cut === undefined) return onModel(device.model, text)
  const model = onModel(device.model, text.slice(0, cut))
  if (model !== 'yes') return model
  const words = text.slice(cut).replace(/^ (?:WITH|USING) /, '')
  return onCards(device, listed(words), words.includes(' AND '))
}

const isCardName = (text: string): boolean => {
  if (text.includes(' ')) return false
  if (/^EX9200-\d/.test(text)) return true
  return cardLetters.some((each) => text.startsWith(each) && /^[A-Z0-9-]*$/.test(text.slice(each.length)))
}

/** A bare number takes the letters of the name before it: MPC10/11. */
function listed(text: string): readonly string[] {
  const names: string[] = []
  for (const word of text.split(/[ ,/]+/)) {
    if (['', 'AND', 'OR'].includes(word)) continue
    const before = names.at(-1)?.replace(/[0-9].*$/, '') ?? ''
    names.push(isDigitAt(word, 0) ? before + word : word)
  }
  return names
}

function onModel(given: string, text: string): Answer {
  const series = / SERIES$/.test(text)
  let name = text.replace(/ SERIES$/, '')
  const thousands = /\dK$/.test(name)
  name = name.replace(/(\d)K$/, '$1000')
  const asked = modelParts(name)
  if (!asked || !letters.includes(asked.series) || (asked.rest !== '' && !/^[A-Z0-9-]+$/.test(asked.rest))) return 'unknown'
  const model = modelParts(given.toUpperCase())
  const virtual = model?.series.startsWith('V') === true && letters.includes(model.series.slice(1))
  if (!model || (!letters.includes(model.series) && !virtual)) return 'unknown'
  if (virtual) return model.series === `V${asked.series}` && asked.number === '' ? 'unknown' : 'no'
  if (model.series !== asked.series) return 'no'
  if (asked.number === '') return 'yes'
  if (model.number === '') return 'no'
  const base = Number(asked.number)
  const width =
    series || thousands || onlySeries.includes(asked.series + asked.number)
      ? 10 ** (asked.number.length - asked.number.replace(/0+$/, '').length)
      : 1
  const number = Number(model.number)
  return number >= base && number < base + width && model.rest.startsWith(asked.rest) ? 'yes' : 'no'
}

function onCards({ cards }: OracleHardware, wanted: readonly string[], together: boolean): Answer {
  if (cards === undefined) return 'unknown'
  const has = cards.map((each) => each.toUpperCase())
  const found = wanted.filter((want) => has.some((card) => card.startsWith(want)))
  if (found.length === wanted.length || (!together && found.length > 0)) return 'yes'
  // MPC alone says a kind of card and not which
  const vague = has.some((card) => /^[A-Z]+$/.test(card) && wanted.some((want) => want.startsWith(card) && isDigitAt(want, card.length)))
  return found.length > 0 || vague ? 'unknown' : 'no'
}

import { deviceRules } from './device-rules.ts'
import { generalRules } from './general-rules.ts'
import { isMark, markOf, type Rule, type Secret } from './secret.ts'

export { type Secret, type SecretKind, secretKinds } from './secret.ts'

/**
 * Finds what nobody but its owner should read, in any text: a message, a log, a configuration, a recording of a browser.
 * Never throws; its time grows with the length of the text.
 * @returns the secrets in order, none inside another
 */
export const findSecrets = (text: string): readonly Secret[] => findBy(text, allRules)

/** The same for what a device said or is told: without the rules for headers, cookies and prose. */
export const findDeviceSecrets = (text: string): readonly Secret[] => findBy(text, deviceRules)

/** Secrets that are known by themselves, wherever they stand. */
const knownAlone = /\$[0-9a-z]|-----|eyJ|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|AIza|_live_|npm_|dop_v1_|hf_|hvs\./i
/** What stands between a secret and the word that names it. */
const parted = /[ \t\r\n:=]|<\//
const named =
  /auth|bearer|basic|negotiate|ntlm|cookie|pass|pwd|pw|psk|secret|key|token|credential|session|sid|sig|saml|amz|community|ascii-text|hexadecimal|cak|:\/\//i

/** Whether any rule could find something: a short text that may not hold a secret need not be looked at closely. */
export const mayHoldSecret = (text: string): boolean => knownAlone.test(text) || (parted.test(text) && named.test(text))

const allRules = [...deviceRules, ...generalRules]
/** Each round finds what the round before laid bare; the second one finds nothing in all but made-up texts. */
const mostRounds = 6

function findBy(text: string, rules: readonly Rule[]): readonly Secret[] {
  let found = once(text, rules)
  for (let round = 1; found.length > 0 && round < mostRounds; round++) {
    const masked = replaceSecrets(text, found)
    const more = once(masked, rules)
    if (more.length === 0) break
    found = merge([...found, ...more.map(asBefore(found))])
  }
  return found
}

function once(text: string, rules: readonly Rule[]): readonly Secret[] {
  const found: Secret[] = [...privateKeys(text), ...cookieLists(text), ...communities(text)]
  for (const { kind, pattern, accepts } of rules) {
    for (const match of text.matchAll(pattern)) {
      const [, before = '', secret = ''] = match
      const start = match.index + before.length
      const end = start + secret.length
      if (isMark(secret.replace(/^\\{0,3}["']/, ''))) continue
      if (accepts && !accepts(secret, before, text.slice(end, end + 60), lineBefore(text, match.index))) continue
      const quote = /^\\{0,3}["']/.exec(secret)?.[0].length ?? 0
      found.push({ kind: typeof kind === 'function' ? kind(secret) : kind, from: match.index, start: start + quote, end })
    }
  }
  return merge([...found, ...markedByJunos(text)]) // these last: a rule that knows more names the kind
}

/** Secrets that touch or overlap become one, of the kind that was found first in the text, or by the earlier rule. */
function merge(found: Secret[]): Secret[] {
  const merged: Secret[] = []
  for (const each of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && each.start < last.end)
      merged[merged.length - 1] = { ...last, from: Math.min(last.from, each.from), end: Math.max(last.end, each.end) }
    else merged.push(each)
  }
  return merged
}

/** The text with a mark in the place of each secret. */
export function replaceSecrets(text: string, found: readonly Secret[]): string {
  const parts: string[] = []
  let at = 0
  for (const { kind, start, end } of found) {
    parts.push(text.slice(at, start), markOf(kind))
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** Secrets of the masked text as they stood in the text before; an edge inside a mark is the edge of what it stands for. */
function asBefore(found: readonly Secret[]): (secret: Secret) => Secret {
  let shift = 0
  const marks = found.map((each) => {
    const from = each.start + shift
    const to = from + markOf(each.kind).length
    shift = to - each.end
    return { from, to, each }
  })
  const back = (place: number, edge: 'start' | 'end') => {
    let [low, high] = [0, marks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((marks[middle] as (typeof marks)[number]).from < place) low = middle + 1
      else high = middle
    }
    const last = marks[low - 1]
    if (!last) return place
    return place < last.to ? last.each[edge] : place - (last.to - last.each.end)
  }
  return ({ kind, from, start, end }) => ({ kind, from: back(from, 'start'), start: back(start, 'start'), end: back(end, 'end') })
}

const keyStart = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g
const keyBody = /(?:[ \t\r\n\\]|[A-Za-z0-9+/=:,.]|-(?!----)){1,200000}/y
const looksLikeKey = /^(?:[ \t\r\n]|\\[rn])*(?:[A-Z][A-Za-z-]{2,20}: |[A-Za-z0-9+/=]{16})/

/** Private keys in PEM (RFC 7468) and OpenPGP armour, also on one line with `\n` in it. One that is cut off is one too. */
function privateKeys(text: string): Secret[] {
  const found: Secret[] = []
  for (const match of text.matchAll(keyStart)) {
    const start = match.index + match[0].length
    if (!looksLikeKey.test(text.slice(start, start + 60))) continue
    keyBody.lastIndex = start
    const body = keyBody.exec(text)?.[0] ?? ''
    if (body !== '') found.push({ kind: 'private-key', from: match.index, start, end: start + body.length })
  }
  return found
}

const longestLine = 400
function lineBefore(text: string, place: number): string {
  const near = text.slice(Math.max(0, place - longestLine), place)
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1)
}

const markedValue = /(?:"((?:[^"\\]|\\.){1,4000})"|([^ \t"';{}]{1,4000}));?[ \t]*$/d

/** Junos says itself which values are secret: `## SECRET-DATA` stands behind them. */
function markedByJunos(text: string): Secret[] {
  const found: Secret[] = []
  let seen = 0
  for (let place = text.indexOf('## SECRET-DATA'); place >= 0; place = text.indexOf('## SECRET-DATA', seen)) {
    const line = lineBefore(text, place).slice(-Math.max(1, place - seen))
    seen = place + 14
    const at = markedValue.exec(line)?.indices
    const inner = at?.[1] ?? at?.[2]
    if (!inner || /^(?:<.*>|\*+)$/.test(line.slice(...inner)) || isMark(line.slice(...inner))) continue
    const start = place - line.length
    found.push({ kind: 'device-secret', from: start, start: start + inner[0], end: start + inner[1] })
  }
  return found
}

/** Where a terminal says that what follows is of SNMP: the place of a comparison, or the command of an answer. */
const snmpStart =
  /(?:\[edit (?:[^\]\r\n]{1,100} )?snmp(?: [^\]\r\n]{0,200})?\]|[>#] ?(?:run )?show (?:configuration )?snmp\b[^\r\n]{0,200})[ \t]*$/gm
const snmpEnd = /^[ \t]*(?:\[edit\b|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.:-]{1,128}[>#%])/gm
const communityOf = /^([ \t+!-]*(?:inactive: )?community[ \t]+["']?)([^ \t\r\n"';{}]{1,400})(?=["']?[ \t]*[;{])/gm

/** `community X;` alone is a name of BGP as well; below SNMP it is a secret. */
function communities(text: string): Secret[] {
  const found: Secret[] = []
  let seen = 0
  for (const { index, 0: start } of text.matchAll(snmpStart)) {
    if (index < seen) continue // so that each part of a text is walked once
    const from = index + start.length
    snmpEnd.lastIndex = from
    seen = snmpEnd.exec(text)?.index ?? text.length
    for (const each of text.slice(from, seen).matchAll(communityOf)) {
      const [, before = '', name = ''] = each
      const at = from + each.index + before.length
      if (!isMark(name)) found.push({ kind: 'snmp-secret', from: from + each.index, start: at, end: at + name.length })
    }
  }
  return found
}

const cookieListStart = /"cookies"[ \t\r\n]{0,40}:[ \t\r\n]{0,40}\[/g
const cookieValue = /"value"[ \t\r\n]{0,40}:[ \t\r\n]{0,40}"((?:[^"\\]|\\[\s\S]){1,64000})"/dg

/** Cookies of a HAR file (HTTP Archive 1.2) stand in lists of their own, with any name. */
function cookieLists(text: string): Secret[] {
  const found: Secret[] = []
  let seen = 0
  for (const match of text.matchAll(cookieListStart)) {
    const start = match.index + match[0].length
    if (start < seen) continue // a list has no list in it; so each part of a text is walked once
    seen = endOfList(text, start)
    const list = text.slice(start, seen)
    for (const { indices } of list.matchAll(cookieValue)) {
      const inner = indices?.[1]
      if (inner && !isMark(list.slice(...inner)))
        found.push({ kind: 'cookie', from: match.index, start: start + inner[0], end: start + inner[1] })
    }
  }
  return found
}

/** Where a list of plain objects ends: at its bracket, or where it turns out to be none. */
function endOfList(text: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (quoted && letter === '\\') at++
    else if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === ']' || letter === '[')) return at
  }
  return text.length
}

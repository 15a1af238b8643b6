/**
 * What speaks for the sender that a mail names: whether the domain in its From says that it sent the mail (DMARC, RFC 9989,
 * by way of SPF, RFC 7208, and DKIM, RFC 6376). Found out by our own listener, or read from what a relay of the house wrote
 * into the mail (RFC 8601).
 */

/** `none`: the domain publishes nothing to be judged by. `unsure`: it could not be found out. */
export type Verdict = 'pass' | 'fail' | 'none' | 'unsure'

export type SenderProof = {
  /** Who found out: `listener`, or the name of the relay. */
  readonly by: string
  /** The domain of the sender's address. */
  readonly domain: string
  readonly verdict: Verdict
  /** The results behind it, such as `dmarc=fail, spf=softfail, dkim=none`. */
  readonly said: string
}

/** The domain of an address, in small letters; empty for none. */
export const domainOfAddress = (address: string): string => /@([^@\s<>]+)$/.exec(address)?.[1]?.toLowerCase() ?? ''

const bare = (domain: string): string => domain.toLowerCase().replace(/\.$/, '')

/** The word of a DMARC check as a verdict. What we do not know, such as a made-up pass, counts as nothing said. */
export function verdictOf(dmarc: string): Verdict {
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc
  return dmarc === 'temperror' || dmarc === 'permerror' ? 'unsure' : 'none'
}

/** A header without its comments, which nest and may hold any sign (RFC 5322, section 3.2.2). */
function withoutComments(text: string): string {
  let depth = 0
  let quoted = false
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (sign === '\\' && at + 1 < text.length) {
      if (depth === 0) out += sign + text[at + 1]
      at++
    } else if (depth === 0 && sign === '"') {
      quoted = !quoted
      out += sign
    } else if (!quoted && sign === '(') depth++
    else if (!quoted && sign === ')' && depth > 0) depth--
    else if (depth === 0) out += sign
  }
  return out
}

type Result = { readonly method: string; readonly result: string; readonly from: string | undefined }
type Results = { readonly by: string; readonly results: readonly Result[] }

/** An Authentication-Results header in its parts; undefined for what has not its form. */
export function readResults(header: string): Results | undefined {
  const parts = withoutComments(header.slice(0, 10_000)).match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? []
  const by = /^\s*(?:"((?:\\.|[^"\\])+)"|([^\s;=]+))(?:\s+\d+)?\s*$/.exec(parts[0] ?? '')
  if (!by) return undefined
  const results = parts.slice(1, 60).flatMap((part): Result[] => {
    const found = /^\s*([\w-]+)(?:\s*\/\s*\d+)?\s*=\s*([\w-]+)/.exec(part)
    if (!found) return []
    const from = /\bheader\.from\s*=\s*"?([^\s";]+)/i.exec(part)?.[1]
    return [{ method: (found[1] as string).toLowerCase(), result: (found[2] as string).toLowerCase(), from }]
  })
  return { by: (by[1] ?? by[2] ?? '').toLowerCase(), results }
}

/**
 * What a named relay found out. Headers of others are as good as not there (RFC 8601, section 5); of several by the relay
 * the worst counts, because a sender can write one too and the relay wrote the other.
 * @param headers the values of Authentication-Results
 * @param relay the authserv-id that is believed
 * @returns null when the relay says nothing
 */
export function proofOfRelay(headers: readonly string[], relay: string, domain: string): SenderProof | null {
  const results = headers
    .slice(0, 50)
    .map(readResults)
    .filter((each) => each?.by === relay.toLowerCase())
    .flatMap((each) => each?.results ?? [])
  const dmarc = results.filter(({ method }) => method === 'dmarc')
  if (dmarc.length === 0) return null
  const verdicts = dmarc.map(({ result, from }) => {
    const address = from?.includes('@') ? domainOfAddress(from) : from
    // a pass for another domain than the one that we read is what a mail with two faces looks like
    return address !== undefined && bare(address) !== bare(domain) && verdictOf(result) !== 'fail' ? 'unsure' : verdictOf(result)
  })
  const verdict = (['fail', 'unsure', 'none', 'pass'] as const).find((each) => verdicts.includes(each)) ?? 'none'
  const said = results.map(({ method, result }) => `${method}=${result}`)
  return { by: relay, domain, verdict, said: [...new Set(said)].slice(0, 12).join(', ') }
}

/** Why a mail is held for its sender's sake, in words; undefined when nothing speaks against it. */
export function doubtOf(proof: SenderProof | null): string | undefined {
  if (proof?.verdict === 'fail') return `${proof.domain} does not vouch for this mail: ${proof.said}.`
  if (proof?.verdict === 'unsure') return `Whether ${proof.domain} sent this mail could not be found out: ${proof.said}.`
  return undefined
}

import type { Line, Period, Summary } from './proof.ts'

/** The folder that a proof is handed over as: an index to read, the same as data, every file with its hash, and how to check it. */

export type PackHead = {
  readonly account: string
  readonly accountName: string
  readonly contract: string
  readonly offering: string
  readonly offeringTitle: string
  readonly offeringVersion: number
  readonly period: Period
  readonly madeAt: string
  readonly madeBy: string
}
export type PackFile = { readonly path: string; readonly sha256: string; readonly sizeBytes: number }

/** Text of somebody else inside of Markdown: nothing of it is read as form. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\r?\n/g, ' ')

/** What a person reads first: the figures, the gaps, then every line with its evidence. */
export function indexOf(
  { account, accountName, contract, offering, offeringTitle, offeringVersion, period, madeAt, madeBy }: PackHead,
  lines: readonly Line[],
  sum: Summary,
): string {
  const gaps = lines.filter(({ gap }) => gap !== '')
  const section = (title: string, of: readonly Line[]) =>
    of.length === 0
      ? []
      : [
          `## ${title}`,
          '',
          ...of.flatMap((line) => [
            `### ${plain(line.title)}`,
            '',
            `${line.clauses.join(', ')}. Promised: ${line.promised}${line.due === null ? '' : `, ${line.due} in the period`}. **${line.fate}**${line.gap ? ` (${plain(line.gap)})` : ''}.`,
            '',
            ...line.delivered.flatMap(({ on, by, what, evidence }) => [
              `- ${[on, by]
                .filter((each) => each !== '')
                .map(plain)
                .join(', ')}${on || by ? ': ' : ''}${plain(what)}`,
              ...evidence.map(
                ({ kind, ref, path, sha256 }) =>
                  `  - ${kind} ${plain(ref)}${path ? `: \`${path}\`` : ''}${sha256 ? `, SHA-256 \`${sha256}\`` : ''}`,
              ),
            ]),
            ...(line.delivered.length > 0 ? [''] : []),
          ]),
        ]
  return [
    `# Proof of ${plain(offeringTitle)} for ${plain(accountName)}`,
    '',
    `Contract ${contract} of ${account}, ${offering} version ${offeringVersion}, ${period.from} to ${period.to}. Made ${madeAt} by ${plain(madeBy)}.`,
    '',
    `${sum.lines} promises: ${sum.delivered} delivered, ${sum.partly} partly, ${sum.gaps} with nothing on record or not met, ${sum.notAsked} not asked for.`,
    '',
    ...(gaps.length > 0
      ? ['## Gaps', '', ...gaps.map(({ title, clauses, gap }) => `- ${plain(title)} (${clauses.join(', ')}): ${plain(gap)}`), '']
      : []),
    ...section(
      'Deliverables',
      lines.filter(({ kind }) => kind === 'deliverable'),
    ),
    ...section(
      'First responses',
      lines.filter(({ kind }) => kind === 'response'),
    ),
    ...section(
      'Requests',
      lines.filter(({ kind }) => kind === 'request'),
    ),
    ...section(
      'Duties of both sides',
      lines.filter(({ kind }) => kind === 'duty'),
    ),
    '## How to check this folder',
    '',
    'Every file has its hash in SHA256SUMS: `sha256sum -c SHA256SUMS` checks all of them, and so does `holdfast proof verify FOLDER`, which also finds',
    'what is missing or was added. The hash of SHA256SUMS itself stands in the audit trail of the account, under the instant at which this was made.',
    '',
  ].join('\n')
}

/** Lines as sha256sum(1) writes and reads them. */
export const sumsOf = (files: readonly PackFile[]): string => files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')

/** The files that a list of hashes names; undefined for a line that is none. */
export const readSums = (text: string): readonly ({ readonly path: string; readonly sha256: string } | undefined)[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const found = /^([0-9a-f]{64}) [ *](.+)$/.exec(line)
      return found?.[1] && found[2] ? { sha256: found[1], path: found[2] } : undefined
    })

export type Verdict = { readonly path: string; readonly fate: 'whole' | 'changed' | 'missing' | 'not listed' | 'unreadable line' }

/** Compares what a folder holds with what its list says. @param held hash by path, SHA256SUMS itself left out */
export function verify(sums: string, held: ReadonlyMap<string, string>): readonly Verdict[] {
  const listed = readSums(sums)
  const verdicts: Verdict[] = listed.map((each) =>
    each === undefined
      ? { path: 'SHA256SUMS', fate: 'unreadable line' }
      : {
          path: each.path,
          fate: held.get(each.path) === undefined ? 'missing' : held.get(each.path) === each.sha256 ? 'whole' : 'changed',
        },
  )
  const named = new Set(listed.map((each) => each?.path))
  for (const path of held.keys()) if (!named.has(path)) verdicts.push({ path, fate: 'not listed' })
  return verdicts
}

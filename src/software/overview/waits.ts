import type { Standing } from './standing.ts'

/** What waits for somebody at a piece of software, in short sentences, what is overdue first. */
export function waitsOf({ device, directions, enquiries, proposals, releases, lacks, today }: Standing): readonly string[] {
  const nameOf = (id: string) => releases.find(({ release }) => release.id === id)?.release.version ?? ''
  const open = directions.filter(({ state }) => state === 'open').toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : 1))
  const [proposal] = proposals.filter(({ outcome }) => outcome === null)
  return [
    ...open.map(({ releaseId, dueOn }) =>
      dueOn < today ? `${nameOf(releaseId)} was to be installed by ${dueOn}` : `${nameOf(releaseId)} is to be installed by ${dueOn}`,
    ),
    ...(proposal ? [`${proposal.release} waits for the ${proposal.side === 'provider' ? 'customer’s' : 'provider’s'} agreement`] : []),
    ...enquiries.filter(({ answer }) => answer === null).map(({ number }) => `${number} waits for a quote`),
    ...(device.acceptedRelease === '' ? ['No release is accepted yet'] : []),
    ...(device.release !== '' && device.acceptedRelease !== '' && device.release !== device.acceptedRelease
      ? [`It runs ${device.release}, agreed is ${device.acceptedRelease}`]
      : []),
    ...lacks,
  ]
}

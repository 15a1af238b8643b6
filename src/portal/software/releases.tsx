import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../../client/client.ts'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { kindTitles } from '../../software/releases/release.ts'
import { problemOf, useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { Dialog } from '../ui/form.tsx'
import { IconAlertTriangle } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { AttachDialog, DirectDialog, InstallDialog, WithdrawDialog } from './release-dialogs.tsx'
import type { Release, Software } from './words.ts'
import { outcomeWords } from './words.ts'
import { WriteRelease } from './write-release.tsx'

type Props = { readonly account: string; readonly of: Software }

const stateTags = {
  draft: <Tag tone="dim">Draft</Tag>,
  published: <Tag tone="ok">Published</Tag>,
  withdrawn: <Tag tone="danger">Withdrawn</Tag>,
} as const

/** Patches and updates that were made for the agreed release, newest first. */
export function Releases({ account, of }: Props) {
  const may = useMay()
  const [writing, setWriting] = useState<Release | 'new'>()
  return (
    <Card
      title="Patches and updates"
      aside={
        may('software.edit') === undefined && (
          <Act size="compact-sm" onClick={() => setWriting('new')}>
            Write a release
          </Act>
        )
      }
      flush
    >
      {of.releases.length === 0 ? (
        <Empty title="Nothing was published yet">
          Patches and updates for {of.accepted || 'the agreed release'} stand here, and its contacts are told of each one.
        </Empty>
      ) : (
        <ul className="lines" style={{ padding: '8px 16px' }}>
          {of.releases.map((release) => (
            <li key={release.version}>
              <OneRelease account={account} of={of} release={release} onWrite={() => setWriting(release)} />
            </li>
          ))}
        </ul>
      )}
      {writing && (
        <WriteRelease account={account} of={of} draft={writing === 'new' ? undefined : writing} onClose={() => setWriting(undefined)} />
      )}
    </Card>
  )
}

type OneProps = Props & { readonly release: Release; readonly onWrite: () => void }

function OneRelease({ account, of, release, onWrite }: OneProps) {
  const may = useMay()
  const [open, setOpen] = useState<'attach' | 'direct' | 'install' | 'withdraw'>()
  const [refused, setRefused] = useState<Decision>()
  const publish = useAct('software.publish', {
    done: `${release.version} is published`,
    failed: (error) => {
      const { decision } = problemOf(error)
      if (decision && typeof decision === 'object') setRefused(decision as Decision)
    },
  })
  const params = { account, software: of.serial, release: release.version }
  const draft = release.state === 'draft'
  const edits = may('software.edit') === undefined
  const [direction] = release.directions.filter(({ state }) => state === 'open')
  const close = () => setOpen(undefined)
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <Text fw={600} className="mono">
          {release.version}
        </Text>
        <Text size="sm">{kindTitles[release.kind]}</Text>
        {stateTags[release.state]}
        {release.version === of.accepted && <Tag tone="info">Agreed release</Tag>}
        {direction && (
          <Tag tone={direction.overdue ? 'danger' : 'warn'} icon={IconAlertTriangle} long>
            {direction.overdue ? 'Was to be installed by' : 'To be installed by'} {dateWords(direction.dueOn)}
          </Tag>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        For {release.base || 'no release yet'}
        {release.component && `, component ${release.component}`}. {release.publishedAt ? 'Published' : 'Written'} by{' '}
        {release.publishedBy ?? release.writtenBy} <When at={release.publishedAt ?? release.writtenAt} />
      </Text>
      {release.problems.length > 0 && (
        <ul className="small">
          {release.problems.map(({ defect, caseNumber, text }) => (
            <li key={defect}>
              <b>{defect}</b> {text} {caseNumber && <span className="dim">case {caseNumber}</span>}
            </li>
          ))}
        </ul>
      )}
      {release.gathers.length > 0 && <Text size="sm">Gathers {release.gathers.join(', ')}.</Text>}
      {release.features.length > 0 && (
        <Text size="sm">
          Brings {release.features.join(', ')}
          {release.featuresWhy && `, because: ${release.featuresWhy}`}.
        </Text>
      )}
      {release.notes && (
        <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
          {release.notes}
        </Text>
      )}
      {release.withdrawnWhy && (
        <Text size="sm">
          Withdrawn by {release.withdrawnBy}: {release.withdrawnWhy}
        </Text>
      )}
      {direction?.text && (
        <Text size="sm">
          {direction.directedBy} ({direction.unit}): {direction.text}
        </Text>
      )}
      <Files account={account} of={of} release={release} />
      {release.installations.length > 0 && (
        <ul className="lines small" aria-label={`Installations of ${release.version}`}>
          {release.installations.map(({ installedOn, place, outcome, note, saidBy, at, directed }) => (
            <li key={at}>
              <b>{outcomeWords[outcome]}</b> {dateWords(installedOn)}
              {place && `, ${place}`}
              {directed && ', as directed'}. <span className="dim">{saidBy}</span> {note}
            </li>
          ))}
        </ul>
      )}
      <Group gap={8}>
        {draft && edits && (
          <>
            <Act size="compact-sm" reason={may('software.publish')} loading={publish.isPending} onClick={() => publish.mutate({ params })}>
              Publish
            </Act>
            <Act size="compact-sm" variant="default" onClick={onWrite}>
              Change
            </Act>
            <Act size="compact-sm" variant="default" onClick={() => setOpen('attach')}>
              Attach a file
            </Act>
          </>
        )}
        {release.state === 'published' && (
          <>
            <Act size="compact-sm" variant="default" reason={may('software.install')} onClick={() => setOpen('install')}>
              Say what became of it
            </Act>
            {may('software.direct') === undefined && !direction && release.base === of.accepted && (
              <Act size="compact-sm" variant="default" onClick={() => setOpen('direct')}>
                Direct its installation
              </Act>
            )}
          </>
        )}
        {release.state !== 'withdrawn' && may('software.publish') === undefined && (
          <Act size="compact-sm" variant="subtle" color="red" onClick={() => setOpen('withdraw')}>
            Withdraw
          </Act>
        )}
      </Group>
      {publish.error && !refused && <Problem error={publish.error} />}
      {refused && (
        <Dialog title={`${release.version} is not published`} opened onClose={() => setRefused(undefined)} size={680}>
          <DecisionView decision={refused} />
        </Dialog>
      )}
      {open === 'attach' && <AttachDialog account={account} of={of} release={release} onClose={close} />}
      {open === 'direct' && <DirectDialog account={account} of={of} release={release} onClose={close} />}
      {open === 'install' && <InstallDialog account={account} of={of} release={release} onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog account={account} of={of} release={release} onClose={close} />}
    </Stack>
  )
}

/** The files of a release. A leave to download is taken first, and is the person's own. */
function Files({ account, of, release }: Props & { readonly release: Release }) {
  const may = useMay()
  const [refused, setRefused] = useState<Decision>()
  const take = useAct('software.take', {
    after: ({ download }) => {
      window.location.assign(addressOf('software.download', { account, download }, {}))
    },
    failed: (error) => {
      const { decision } = problemOf(error)
      if (decision && typeof decision === 'object') setRefused(decision as Decision)
    },
  })
  if (release.files.length === 0) return null
  const by = (document: string) => release.downloads.filter((each) => each.document === document)
  return (
    <ul className="lines small" aria-label={`Files of ${release.version}`}>
      {release.files.map(({ document, name, sizeBytes, sha256 }) => (
        <li key={document}>
          <Group gap={8} justify="space-between">
            <span className="break">
              {name} <span className="dim">{sizeBytes.toLocaleString('en')} bytes, SHA-256 </span>
              <span className="mono dim">{sha256.slice(0, 12)}</span>
              {by(document).length > 0 && (
                <span className="dim">, taken by {[...new Set(by(document).map(({ takenBy }) => takenBy))].join(', ')}</span>
              )}
            </span>
            {release.state === 'published' && (
              <Act
                size="compact-sm"
                variant="default"
                reason={may('software.take')}
                loading={take.isPending}
                aria-label={`Download ${name}`}
                onClick={() => take.mutate({ params: { account, software: of.serial, release: release.version }, body: { document } })}
              >
                Download
              </Act>
            )}
          </Group>
        </li>
      ))}
      {!release.mayTake && release.state === 'published' && (
        <li>
          <Group gap={6}>
            <span>Not handed out today:</span>
            <ClauseChips ids={release.refusedBy} most={4} />
          </Group>
        </li>
      )}
      {take.error && !refused && <Problem error={take.error} />}
      {refused && (
        <Dialog title="It is not handed out" opened onClose={() => setRefused(undefined)} size={680}>
          <DecisionView decision={refused} />
        </Dialog>
      )}
    </ul>
  )
}

import { Checkbox, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { reviewKinds } from '../../analysis/reviews/kinds.ts'
import { recordKindOf } from '../../changes/recording/record.ts'
import { isFromRecord } from '../../guidance/from-record.ts'
import { useAct, useApi } from '../api.ts'
import { DocumentLink, FileField } from '../documents/file-field.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { LanguageField } from './language-field.tsx'
import { useMove, type Whole } from './whole.ts'

type Deliverable = Whole['deliverables'][number]
type Paper = Deliverable['papers'][number]
const certificate = 'certificate'

/** What was promised, what was made of it, and who signed for it. */
export function Deliverables({ account, of }: { readonly account: string; readonly of: Whole }) {
  const own = useMe().account.code === account
  const move = useMove(of)
  const fromRecord = (code: string) => isFromRecord(code) || (of.wanted.windows.length > 0 && recordKindOf(of.service, code) !== undefined)
  const [sending, setSending] = useState<Deliverable>()
  const [declining, setDeclining] = useState<Deliverable>()
  const [certifying, setCertifying] = useState(false)
  const done = of.deliverables.filter(({ papers, declinedBy }) => papers.length > 0 || declinedBy !== null).length
  return (
    <Card
      title="What was promised"
      aside={
        <>
          <Text size="sm" c="dimmed">
            {done} of {of.deliverables.length}
          </Text>
          {!own && of.state === 'commenced' && <MakeReview account={account} of={of} />}
          {!own && of.state === 'commenced' && (
            <Act
              size="compact-sm"
              reason={
                move('certify', 'request.work') ?? (of.missing.length > 0 ? `Missing: ${of.missing.slice(0, 2).join('; ')}` : undefined)
              }
              onClick={() => setCertifying(true)}
            >
              Everything is done
            </Act>
          )}
        </>
      }
      flush
    >
      <ul className="lines" style={{ padding: '8px 16px' }}>
        {of.deliverables.map((each) => (
          <li key={each.code}>
            <Group justify="space-between" align="flex-start" gap="md">
              <Stack gap={4} style={{ flex: '1 1 260px', minWidth: 0 }}>
                <Text fw={600} size="sm">
                  {each.title}
                </Text>
                <Group gap={6}>
                  <Text size="xs" c="dimmed">
                    due <Day on={each.dueOn} />
                  </Text>
                  <ClauseChips ids={each.clauses} most={4} />
                </Group>
                {each.declinedBy !== null && (
                  <Text size="sm">
                    {each.declinedBy} declined it: {each.declinedWhy}
                  </Text>
                )}
              </Stack>
              {move('deliver', 'request.work') === undefined && each.declinedBy === null && !fromRecord(each.code) && (
                <Act size="compact-sm" variant="default" onClick={() => setSending(each)}>
                  {each.papers.length === 0 ? 'Deliver' : 'Another version'}
                </Act>
              )}
              {own && each.papers.length === 0 && each.declinedBy === null && move('deliver', 'request.agree') === undefined && (
                <Act size="compact-sm" variant="subtle" onClick={() => setDeclining(each)}>
                  Not wanted
                </Act>
              )}
            </Group>
            <Papers account={account} of={of} code={each.code} papers={each.papers} />
          </li>
        ))}
        {of.certificates.length > 0 && (
          <li>
            <Text fw={600} size="sm">
              Completion certificate
            </Text>
            <Papers account={account} of={of} code={certificate} papers={of.certificates} />
          </li>
        )}
      </ul>
      {sending && <SendDialog account={account} of={of} what={sending} onClose={() => setSending(undefined)} />}
      {declining && <DeclineDialog account={account} of={of} what={declining} onClose={() => setDeclining(undefined)} />}
      {certifying && <CertifyDialog account={account} of={of} onClose={() => setCertifying(false)} />}
    </Card>
  )
}

/** Computes the review that was asked for, of the devices that were agreed on. */
function MakeReview({ account, of }: { readonly account: string; readonly of: Whole }) {
  const navigate = useNavigate()
  const may = useMay()
  const kind = reviewKinds.find((each) => each === of.service)
  const order = of.orders.find(({ version }) => version === of.taskOrder)
  const make = useAct('review.make', {
    done: ({ number }) => `${number} is computed`,
    after: ({ number }) => void navigate({ to: '/accounts/$account/reviews/$review', params: { account, review: number } }),
  })
  if (!kind || !order) return null
  return (
    <>
      {make.error && <Problem error={make.error} />}
      <Act
        size="compact-sm"
        variant="default"
        reason={may('review.edit')}
        loading={make.isPending}
        onClick={() => make.mutate({ params: { account }, body: { kind, devices: [...order.devices], engineer: order.engineer } })}
      >
        Make the review
      </Act>
    </>
  )
}

type PapersProps = { readonly account: string; readonly of: Whole; readonly code: string; readonly papers: readonly Paper[] }

function Papers({ account, of, code, papers }: PapersProps) {
  return (
    <Stack gap={8} mt={papers.length > 0 ? 8 : 0}>
      {papers.map((paper) => (
        <OnePaper key={paper.version} account={account} of={of} code={code} paper={paper} newest={paper === papers[0]} />
      ))}
    </Stack>
  )
}

type PaperProps = Omit<PapersProps, 'papers'> & { readonly paper: Paper; readonly newest: boolean }

function OnePaper({ account, of, code, paper, newest }: PaperProps) {
  const own = useMe().account.code === account
  const move = useMove(of)
  const [rejecting, setRejecting] = useState(false)
  const lacking = move('sign', 'request.sign') ?? of.mayNotSign ?? undefined
  const sign = useAct('request.sign', { done: 'It is signed' })
  const waits = newest && paper.signBy !== null && paper.outcome === null
  return (
    <article className="bubble" data-by="provider">
      <Group gap={8}>
        <Text size="sm" fw={600}>
          Version {paper.version}
        </Text>
        {paper.outcome === 'accepted' && <Tag tone="ok">Accepted</Tag>}
        {paper.outcome === 'rejected' && <Tag tone="danger">Rejected</Tag>}
        {waits && paper.overdueSince === null && paper.signBy && (
          <Tag tone="warn" long>
            To sign by {paper.signBy}
          </Tag>
        )}
        {waits && paper.overdueSince !== null && (
          <Tag tone="danger" long>
            Signature overdue since {paper.overdueSince}
          </Tag>
        )}
        <Text size="xs" c="dimmed">
          {paper.sentBy} <When at={paper.sentAt} />
        </Text>
      </Group>
      {paper.text && (
        <Text size="sm" mt={4} className="break" style={{ whiteSpace: 'pre-wrap' }}>
          {paper.text}
        </Text>
      )}
      <Group gap="md" mt={4} className="small">
        {paper.document && <DocumentLink account={account} id={paper.document.id} name={paper.document.name} />}
        {paper.review && (
          <TextLink to="/accounts/$account/reviews/$review" params={{ account, review: paper.review }}>
            Review {paper.review}
          </TextLink>
        )}
        {paper.language !== 'en' && <span>In {paper.language}</span>}
        <span className="dim">
          SHA-256 <span className="mono">{paper.sha256.slice(0, 12)}</span>
        </span>
      </Group>
      {paper.signedBy && (
        <Text size="sm" mt={4}>
          {paper.signedBy} {paper.outcome} it{paper.signedAt && <> on {<When at={paper.signedAt} show="absolute" />}</>}
          {paper.reason && `: ${paper.reason}`}
        </Text>
      )}
      {sign.error && <Problem error={sign.error} />}
      {waits && own && (
        <Group gap={8} mt={8}>
          <Act
            size="compact-sm"
            reason={lacking}
            loading={sign.isPending}
            onClick={() =>
              sign.mutate({ params: { account, request: of.number, code }, body: { version: paper.version, outcome: 'accepted' } })
            }
          >
            Accept and sign
          </Act>
          <Act size="compact-sm" variant="default" reason={lacking} onClick={() => setRejecting(true)}>
            Reject
          </Act>
        </Group>
      )}
      {rejecting && <RejectDialog account={account} of={of} code={code} version={paper.version} onClose={() => setRejecting(false)} />}
    </article>
  )
}

type DialogProps = { readonly account: string; readonly of: Whole; readonly onClose: () => void }

function SendDialog({ account, of, what, onClose }: DialogProps & { readonly what: Deliverable }) {
  const [text, setText] = useState('')
  const [document, setDocument] = useState('')
  const [review, setReview] = useState('')
  const [sign, setSign] = useState(false)
  const [language, setLanguage] = useState('en')
  const reviews = useApi('review.list', { params: { account } })
  const act = useAct('request.deliver', { done: 'It is sent to the customer', after: onClose })
  // what was promised as a review is delivered by one of its kind
  const promised = reviewKinds.find((kind) => kind === what.code)
  const released = (reviews.data?.items ?? []).filter(({ state, kind }) => state === 'released' && (!promised || kind === promised))
  return (
    <Dialog title={`Deliver: ${what.title}`} opened onClose={onClose} size={620}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request: of.number, code: what.code },
            body: { text, sign, language, ...(document ? { document } : {}), ...(review ? { review } : {}) },
          })
        }
      >
        <Textarea
          label="In words"
          autosize
          minRows={3}
          maxRows={14}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FileField account={account} label="A file" onKept={(kept) => setDocument(kept?.id ?? '')} />
        <Select
          label="A review that was released"
          placeholder={released.length === 0 ? 'None is released yet' : 'Choose'}
          data={released.map(({ number, kind }) => ({ value: number, label: `${number} (${kind})` }))}
          value={review || null}
          onChange={(value) => setReview(value ?? '')}
          clearable
        />
        <LanguageField value={language} onChange={setLanguage} />
        <Checkbox
          label="Ask for a signature, within five working days"
          checked={sign}
          onChange={(event) => setSign(event.currentTarget.checked)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Send it
        </Send>
      </Form>
    </Dialog>
  )
}

function DeclineDialog({ account, of, what, onClose }: DialogProps & { readonly what: Deliverable }) {
  const act = useAct('request.decline-item', { done: 'It is declined', after: onClose })
  return (
    <WordDialog
      title={`Not wanted: ${what.title}`}
      label="Because"
      hint="It counts as settled then."
      button="Decline it"
      act={act}
      onClose={onClose}
      onSend={(why) => act.mutate({ params: { account, request: of.number, code: what.code }, body: { why } })}
    />
  )
}

function CertifyDialog({ account, of, onClose }: DialogProps) {
  const act = useAct('request.certify', { done: 'The certificate waits for its signature', after: onClose })
  return (
    <WordDialog
      title={`Everything of ${of.number} is done`}
      label="What was done"
      hint="The sign-off contact reads this and signs within five working days."
      button="Ask for the signature"
      act={act}
      onClose={onClose}
      onSend={(text) => act.mutate({ params: { account, request: of.number }, body: { text } })}
    />
  )
}

function RejectDialog({ account, of, code, version, onClose }: DialogProps & { readonly code: string; readonly version: number }) {
  const act = useAct('request.sign', { done: 'It is rejected; the provider hears why', after: onClose })
  return (
    <WordDialog
      title={`Reject version ${version}`}
      label="What has to be done first"
      hint="The provider reads this, and sends another version."
      button="Reject it"
      act={act}
      onClose={onClose}
      onSend={(reason) => act.mutate({ params: { account, request: of.number, code }, body: { version, outcome: 'rejected', reason } })}
    />
  )
}

import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type TalkKind, talkTitles } from '../../analysis/reviews/talk.ts'
import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, ownZone, Send, ZoneField } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { absolute } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'

type Whole = Answer<'review.read'>
type Talk = Whole['talks'][number]
type Props = { readonly account: string; readonly of: Whole }

/** What was talked about with the customer on a review, and what of it is still owed (MSP-3.1.7.p2, MSP-3.1.5.p4). */
export function Talks({ account, of }: Props) {
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const [striking, setStriking] = useState<Talk>()
  const strike = useAct('review.strike-talk', { done: 'Struck', after: () => setStriking(undefined) })
  const kind: TalkKind = of.state === 'draft' ? 'requirements session' : 'conference call'
  const refusal = may('review.edit')
  return (
    <Card
      title="Talks with the customer"
      aside={
        refusal === undefined && (
          <Act size="compact-sm" variant="default" onClick={() => setRecording(true)}>
            Record a {kind}
          </Act>
        )
      }
    >
      <Stack gap="sm">
        {of.missingTalk !== null && (
          <Text size="sm">
            <Tag tone="warn">Missing</Tag> {sentence(of.missingTalk)} Until it is recorded no finding is assessed, and the review is not
            released.
          </Text>
        )}
        {of.state === 'draft' && of.kind === 'PBNIR' && (
          <Text size="sm" c="dimmed">
            After its release a designated engineer explains it in a conference call (MSP-3.1.5.p4).
          </Text>
        )}
        {of.owed !== null && (
          <Text size="sm">
            <Tag tone="warn">To be held</Tag> {sentence(of.owed)}
          </Text>
        )}
        {of.talks.length === 0 ? (
          <Text size="sm" c="dimmed">
            None is recorded.
          </Text>
        ) : (
          <ul className="lines">
            {of.talks.map((talk) => (
              <li key={talk.id}>
                <OneTalk of={talk} onStrike={refusal === undefined ? () => setStriking(talk) : undefined} />
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {recording && <RecordDialog account={account} of={of} kind={kind} onClose={() => setRecording(false)} />}
      {striking && (
        <WordDialog
          title="Strike a talk that was recorded by mistake"
          lead="It stays in the review as struck, with your name and the reason, and counts for nothing."
          button="Strike it"
          color="red"
          act={strike}
          onSend={(why) => strike.mutate({ params: { account, review: of.number, talk: striking.id }, body: { why } })}
          onClose={() => setStriking(undefined)}
        />
      )}
    </Card>
  )
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

type OneProps = { readonly of: Talk; readonly onStrike: (() => void) | undefined }

const OneTalk = ({ of, onStrike }: OneProps) => (
  <Stack gap={4}>
    <Group gap="xs" justify="space-between">
      <Text size="sm" fw={600} td={of.struck ? 'line-through' : undefined}>
        {talkTitles[of.kind]}, <time dateTime={of.heldAt}>{absolute(of.zone, fromIso(of.heldAt))}</time>
      </Text>
      {of.struck ? (
        <Tag>Struck</Tag>
      ) : (
        onStrike && (
          <Button size="compact-xs" variant="subtle" onClick={onStrike}>
            Strike
          </Button>
        )
      )}
    </Group>
    <Text size="xs" c="dimmed">
      {of.zone}, led by {of.engineer}. For the provider: {of.ours.join(', ')}. For the customer: {of.theirs.join(', ')}.
      {of.agreement !== '' && <> Outside the usual hours by agreement {of.agreement}.</>}
    </Text>
    <Text size="sm" className="pre break">
      {of.said}
    </Text>
    <Text size="xs" c="dimmed">
      Recorded by {of.recordedBy} <When at={of.recordedAt} />
      {of.struck && (
        <>
          . Struck by {of.struck.by} <When at={of.struck.at} />: {of.struck.why}
        </>
      )}
    </Text>
  </Stack>
)

type RecordProps = Props & { readonly kind: TalkKind; readonly onClose: () => void }

/** A talk that was held: when and in which zone, who attended from both sides, what was said. */
function RecordDialog({ account, of, kind, onClose }: RecordProps) {
  const [heldAt, setHeldAt] = useState('')
  const [zone, setZone] = useState(ownZone())
  const [engineer, setEngineer] = useState(of.engineer)
  const [ours, setOurs] = useState<string[]>(of.engineer ? [of.engineer] : [])
  const [theirs, setTheirs] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [agreement, setAgreement] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAct('review.talk', { done: 'Recorded', after: onClose })
  const empty = (missing: boolean, words: string) => (tried && missing ? words : undefined)
  const whole = heldAt !== '' && zone.trim() !== '' && engineer.trim() !== '' && ours.length > 0 && theirs.length > 0 && said.trim() !== ''
  const send = () => {
    setTried(true)
    if (whole) act.mutate({ params: { account, review: of.number }, body: { kind, heldAt, zone, engineer, ours, theirs, said, agreement } })
  }
  return (
    <Dialog title={`Record a ${kind}`} opened onClose={onClose} size={600}>
      <Form onSubmit={send}>
        <Group grow align="flex-start">
          <TextInput
            type="datetime-local"
            label="Held at"
            required
            data-autofocus
            value={heldAt}
            error={empty(heldAt === '', 'When was it held?')}
            onChange={(event) => setHeldAt(event.currentTarget.value)}
          />
          <ZoneField label="Time zone" required value={zone} onChange={setZone} error={empty(zone.trim() === '', 'In which zone?')} />
        </Group>
        <TextInput
          label="Engineer who led it"
          required
          value={engineer}
          error={empty(engineer.trim() === '', 'Who led it?')}
          onChange={(event) => setEngineer(event.currentTarget.value)}
        />
        <TagsInput
          label="Attended for the provider"
          description="Enter after each name."
          required
          value={ours}
          error={empty(ours.length === 0, 'Who attended?')}
          onChange={setOurs}
          acceptValueOnBlur
        />
        <TagsInput
          label="Attended for the customer"
          description="Enter after each name."
          required
          value={theirs}
          error={empty(theirs.length === 0, 'Who attended?')}
          onChange={setTheirs}
          acceptValueOnBlur
        />
        <Textarea
          label="What was said and agreed"
          description="The customer reads it with the review."
          required
          autosize
          minRows={4}
          value={said}
          error={empty(said.trim() === '', 'What was said?')}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
        <TextInput
          label="Agreement on other hours"
          description="Its number, for a talk held outside the working hours of the account (MSP-6.c)."
          maxLength={60}
          value={agreement}
          onChange={(event) => setAgreement(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Record it
        </Send>
      </Form>
    </Dialog>
  )
}

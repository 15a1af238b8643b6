import { Button, Code, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { More } from '../ui/decision-view.tsx'
import { usePath } from '../ui/filters.ts'
import { Confirm, DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { useToday } from '../ui/today.ts'
import { Value } from '../ui/value.tsx'
import { Day, When } from '../ui/when.tsx'
import { isDefault, type Policy } from './policies.tsx'

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

/** A value in words, and as it is written. */
const Shown = ({ of, label }: { readonly of: unknown; readonly label: string }) => (
  <Stack gap={4}>
    <Text size="sm" component="div" className="break">
      <Value of={of} />
    </Text>
    <More title="As JSON">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long value scrolls, so it has to be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} style={{ overflowX: 'auto' }}>
        <Code block>{pretty(of)}</Code>
      </section>
    </More>
  </Stack>
)

/** One policy: the gap, the value in force, the default, who set it, and what is proposed. */
export function PolicyPage() {
  const { key } = usePath()
  const query = useApi('policy.list', {})
  return (
    <Loaded query={query} page>
      {({ items }) => {
        const found = items.find((each) => each.key === key)
        return found ? (
          <Whole of={found} />
        ) : (
          <Page title="No such policy">
            <Empty title="There is no policy of this name">
              <TextLink to="/policies">See all policies</TextLink>
            </Empty>
          </Page>
        )
      }}
    </Loaded>
  )
}

type Proposal = Answer<'policy.proposals'>['items'][number]

function Whole({ of }: { readonly of: Policy }) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const proposals = useApi('policy.proposals', {}, { enabled: staff })
  const mine = (proposals.data?.items ?? []).filter(({ key }) => key === of.key)
  const [proposing, setProposing] = useState(false)
  const [approving, setApproving] = useState<Proposal>()
  const approve = useAct('policy.approve', { done: 'Approved; it holds from its day on', after: () => setApproving(undefined) })
  return (
    <Page
      title={`${of.id} ${of.title}`}
      crumbs={
        <>
          <TextLink to="/policies">Policies</TextLink>
          <span aria-hidden>/</span>
          <span>{of.key}</span>
        </>
      }
      lead={of.gap}
      actions={
        staff && (
          <Act reason={may('policy.edit')} onClick={() => setProposing(true)}>
            Propose a value
          </Act>
        )
      }
    >
      <div className="split">
        <Stack gap="md">
          <Card title="In force today" aside={isDefault(of) ? <Tag tone="dim">Default</Tag> : <Tag tone="info">Set by {of.author}</Tag>}>
            <Stack gap="sm">
              <Shown of={of.value} label="Value in force" />
              <Text size="sm">{of.reason}</Text>
            </Stack>
          </Card>
          {!isDefault(of) && (
            <Card title="Default">
              <Shown of={of.default} label="Default value" />
            </Card>
          )}
          {staff && (
            <Card title="Proposals and approvals">
              {mine.length === 0 ? (
                <Text size="sm" c="dimmed">
                  Nobody has proposed another value.
                </Text>
              ) : (
                <ul className="lines">
                  {mine.map((each) => (
                    <li key={each.id}>
                      <Stack gap={8}>
                        <Group justify="space-between">
                          <Text size="sm">
                            <b>{each.author}</b>, from <Day on={each.effectiveFrom} />: {each.reason}
                          </Text>
                          {each.approver ? (
                            <Tag tone="ok">Approved by {each.approver}</Tag>
                          ) : (
                            <Act
                              size="compact-sm"
                              reason={
                                may('policy.approve') ??
                                (each.author.includes(me.person.name) ? 'Somebody else approves what you proposed' : undefined)
                              }
                              onClick={() => setApproving(each)}
                            >
                              Approve
                            </Act>
                          )}
                        </Group>
                        <Shown of={each.value} label={`Value proposed by ${each.author}`} />
                        <Text size="xs" c="dimmed">
                          <When at={each.at} show="both" />
                        </Text>
                      </Stack>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          )}
        </Stack>
        <Card title="About">
          <Stack gap="sm">
            <Facts
              of={[
                ['Number', of.id],
                ['Key', of.key],
                ['In force since', <Day key="d" on={of.effectiveFrom} />],
                ['Set by', of.author],
                ['Origin', of.invented ? 'Our own number or wording' : 'Reads the documents'],
              ]}
            />
            <ClauseChips ids={of.clauses} />
          </Stack>
        </Card>
      </div>
      {proposing && <ProposeDialog of={of} onClose={() => setProposing(false)} />}
      <Confirm
        title="Approve this value?"
        opened={approving !== undefined}
        onClose={() => setApproving(undefined)}
        act="Approve"
        busy={approve.isPending}
        error={approve.error}
        onConfirm={() => approving && approve.mutate({ params: { proposal: approving.id } })}
      >
        It holds from {approving?.effectiveFrom} on. Decisions made before keep theirs.
      </Confirm>
    </Page>
  )
}

function ProposeDialog({ of, onClose }: { readonly of: Policy; readonly onClose: () => void }) {
  const [text, setText] = useState(pretty(of.value))
  const [from, setFrom] = useState(useToday())
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const act = useAct('policy.propose', { done: 'Proposed; another person approves it', after: onClose })
  const send = () => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      setWrong(`This is not JSON: ${error instanceof Error ? error.message : ''}`)
      return
    }
    setWrong(undefined)
    act.mutate({ body: { key: of.key, value, effectiveFrom: from, reason } })
  }
  return (
    <Dialog title={`Propose a value for ${of.id}`} opened onClose={onClose} size={640}>
      <Form onSubmit={send}>
        <Textarea
          label="Value"
          description="As JSON, in the shape of the value in force."
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={wrong}
          minRows={6}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
        />
        <DateField label="In force from" required value={from} onChange={(event) => setFrom(event.currentTarget.value)} maw={200} />
        <Textarea label="Why" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} minRows={2} />
        <Send
          busy={act.isPending}
          error={act.error}
          onCancel={onClose}
          more={
            <Button variant="subtle" onClick={() => setText(pretty(of.default))}>
              Put in the default
            </Button>
          }
        >
          Propose
        </Send>
      </Form>
    </Dialog>
  )
}

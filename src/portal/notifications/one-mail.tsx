import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { client, useApi } from '../api.ts'
import { RevealFile } from '../cases/reveal.tsx'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { FormattedMail } from '../ui/formatted.tsx'
import { IconCheck, IconDownload, IconPaperclip, IconTrash } from '../ui/icons.ts'
import { useKeys } from '../ui/keys.ts'
import { TextLink } from '../ui/link.tsx'
import { Linked } from '../ui/linked.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { sizeWords } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import { DiscardDialog, ReleaseDialog } from './mail-decision.tsx'
import { type Mail, proofWords, ruleOf, senderOf, standingOf, standings } from './mail-words.ts'

/** One mail: its text, its files, and why it went where it is. */
export function OneMailPage() {
  const { mail } = usePath()
  const query = useApi('mail-in.read', { params: { mail } })
  return (
    <Loaded query={query} lines={8} page>
      {(found) => <Whole of={found} />}
    </Loaded>
  )
}

function Whole({ of }: { readonly of: Mail }) {
  const may = useMay()
  const [open, setOpen] = useState<'release' | 'discard'>()
  const { word, tone, icon } = standings[standingOf(of)]
  const decided = of.state === 'held' ? undefined : `This mail is not held: ${word.toLowerCase()}`
  const refusal = may('mail.decide') ?? decided
  const releaseRefusal = refusal ?? (of.kept ? undefined : 'Its original was not kept, so it cannot be released')
  useKeys({
    r: () => releaseRefusal === undefined && setOpen('release'),
    d: () => refusal === undefined && setOpen('discard'),
  })
  return (
    <Page
      title={of.subject || '(no subject)'}
      crumbs={<TextLink to="/mail">Mail</TextLink>}
      lead={
        <Group gap={8} mt={2}>
          <Tag tone={tone} icon={icon}>
            {word}
          </Tag>
          <span className="break">{senderOf(of)}</span>
          <When at={of.receivedAt} show="both" />
        </Group>
      }
      actions={
        <>
          <Act reason={releaseRefusal} leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setOpen('release')}>
            Put it on a case
          </Act>
          <Act variant="default" reason={refusal} leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setOpen('discard')}>
            Discard
          </Act>
        </>
      }
    >
      <div className="split">
        <Card title="What it says">
          {of.body ? (
            <Text size="sm" className="pre" component="div">
              <Linked text={of.body} />
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              No text of its own.
            </Text>
          )}
          {of.formatted && of.kept && <FormattedMail read={() => client.call('mail-in.formatted', { params: { mail: of.id } })} />}
          {of.quoted && (
            <details className="fold">
              <summary>What it quotes</summary>
              <Text size="sm" c="dimmed" className="pre" component="div">
                {of.quoted}
              </Text>
            </details>
          )}
          {of.attachments.length > 0 && (
            <ul className="lines" aria-label="Files" style={{ marginTop: 14 }}>
              {of.attachments.map((file, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
                <li key={at}>
                  <Group gap={8} wrap="nowrap">
                    <IconPaperclip size={15} aria-hidden style={{ flex: 'none' }} />
                    <span className="break">{file.name}</span>
                    <span className="small dim">
                      {file.mediaType}, {sizeWords(file.sizeBytes)}
                      {file.attached ? ', on the case' : ''}
                    </span>
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Stack gap="md">
          <Card title="Why it is here">
            <Stack gap={8}>
              <Text size="sm" fw={600}>
                {ruleOf(of.rule)}
              </Text>
              <Text size="sm">{of.reason}</Text>
              {of.clauses.length > 0 && <ClauseChips ids={of.clauses} />}
              {of.decidedAt && (
                <Text size="sm">
                  {word}: {actorWords(of.decidedBy ?? '')}, <When at={of.decidedAt} show="both" />. {of.decidedWhy}
                </Text>
              )}
            </Stack>
          </Card>
          <Card
            title="What it claims"
            aside={
              of.kept &&
              (of.secrets.length > 0 ? (
                <RevealFile
                  address={`/api/mail-in/${of.id}/reveal`}
                  name={`mail-${of.id}.eml.txt`}
                  label="The original, with its secrets"
                />
              ) : (
                <Button
                  component="a"
                  href={`/api/mail-in/${of.id}/original`}
                  download
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconDownload size={14} aria-hidden />}
                >
                  The original
                </Button>
              ))
            }
          >
            <Facts
              of={[
                ['From', senderOf(of)],
                ['Its sender', proofWords(of.proof)],
                ['Message-ID', of.messageId],
                ['Account', of.account],
                [
                  'Case',
                  of.case && (
                    <TextLink to="/accounts/$account/cases/$case" params={{ account: of.account, case: of.case }}>
                      {of.case}
                    </TextLink>
                  ),
                ],
                ['Came by', of.source === 'smtp' ? 'the mail listener (SMTP)' : 'the mailbox (IMAP)'],
                ['Size', sizeWords(of.sizeBytes)],
                [
                  'SHA-256',
                  <span key="h" className="mono small">
                    {of.sha256}
                  </span>,
                ],
                ['Original', !of.kept && 'not kept'],
              ]}
            />
            <Text size="xs" c="dimmed" mt={10}>
              Sender, subject and numbers are written by whoever sends, and prove nothing. Downloading the original stands in the audit
              trail; open it as text.
            </Text>
          </Card>
        </Stack>
      </div>
      {open === 'release' && <ReleaseDialog of={of} onClose={() => setOpen(undefined)} />}
      {open === 'discard' && <DiscardDialog of={of} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

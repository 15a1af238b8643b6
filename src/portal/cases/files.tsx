import { Group, Text } from '@mantine/core'
import { addressOf } from '../../client/client.ts'
import { IconAlertTriangle, IconCheck, IconClock, IconDownload, IconLock } from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'
import { sizeWords } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { kindWords, RevealFile } from './reveal.tsx'
import type { Case } from './tags.tsx'

type File = Case['attachments'][number]

/** The files of a case: what is known of each, and what is handed out. */
export function Files({ of, href }: { readonly of: Case; readonly href: (id: string) => string }) {
  if (of.attachments.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No file yet.
      </Text>
    )
  return (
    <ul className="lines">
      {of.attachments.map((file) => (
        <li key={file.id}>
          <Group gap={6} wrap="nowrap" align="flex-start">
            <IconDownload size={15} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <div style={{ minWidth: 0 }}>
              {file.scan === 'infected' ? (
                <span className="break">{file.name}</span>
              ) : (
                <a href={href(file.id)} download className="break" title={`SHA-256 ${file.sha256}`}>
                  {file.name}
                </a>
              )}
              <Text size="xs" c="dimmed">
                {sizeWords(file.sizeBytes)}, {file.uploadedBy}, <When at={file.uploadedAt} />
              </Text>
              <Group gap={6} mt={2}>
                {file.visibility === 'internal' && <Tag tone="warn">Staff only</Tag>}
                <ScanTag of={file} />
                <SecretsTag of={file} />
                {file.secrets === 'masked' && file.scan !== 'infected' && (
                  <RevealFile
                    address={addressOf('attachment.reveal', { account: of.account, case: of.number, attachment: file.id })}
                    name={file.name}
                    label="Get it whole"
                  />
                )}
              </Group>
            </div>
          </Group>
        </li>
      ))}
    </ul>
  )
}

function ScanTag({ of: { scan, said } }: { readonly of: File }) {
  if (scan === 'off') return null
  if (scan === 'clean')
    return (
      <Tag tone="ok" icon={IconCheck}>
        Scanned
      </Tag>
    )
  if (scan === 'infected')
    return (
      <Tag tone="danger" icon={IconAlertTriangle} long>
        Infected: {said}
      </Tag>
    )
  return (
    <Tag tone="warn" icon={IconClock} long>
      {scan === 'waiting' ? 'Not scanned yet' : 'Could not be scanned'}
      {said && `: ${said}`}
    </Tag>
  )
}

function SecretsTag({ of: { secrets, kinds } }: { readonly of: File }) {
  if (secrets === 'none') return null
  return secrets === 'masked' ? (
    <Tag icon={IconLock} long>
      Masked: {kindWords(kinds)}
    </Tag>
  ) : (
    <Text size="xs" c="dimmed" component="span">
      No plain text: not looked into for secrets
    </Text>
  )
}

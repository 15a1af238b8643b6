import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { useDraft } from '../ui/form.tsx'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUpload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { type OfferingFile, type Remark, readOfferingFile } from './offering-file.ts'

/** A service from its file: checked here line by line, then loaded into the catalogue. */
export function LoadServicePage() {
  const may = useMay()
  const navigate = useNavigate()
  const [text, setText] = useDraft('service-file')
  const [checked, setChecked] = useState<OfferingFile>()
  const reason = may('policy.edit')
  const act = useAct('offering.load', {
    done: (answer) => `${answer.code} version ${answer.version} is in the catalogue`,
    after: ({ code, version }) => {
      setText('')
      void navigate({ to: '/services/$code', params: { code }, search: { version: String(version) } as never })
    },
  })
  const change = (given: string) => {
    setText(given)
    setChecked(undefined)
    act.reset()
  }
  const choose = async (file: File | null) => {
    if (!file) return
    const given = await file.text()
    change(given)
    setChecked(readOfferingFile(given))
  }
  const offering = checked?.offering
  return (
    <Page
      title="Load a service"
      crumbs={<TextLink to="/services">Services</TextLink>}
      lead="A service is one file, YAML or JSON. It is checked in this browser first; nothing is stored until you load it, and a version never changes afterwards."
    >
      <div className="split even">
        <Card
          title="The file"
          aside={
            <FileButton
              onChange={(file) => void choose(file)}
              accept=".yaml,.yml,.json"
              inputProps={{ 'aria-label': 'File of the service' }}
            >
              {(props) => (
                <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={15} aria-hidden />}>
                  Choose a file
                </Button>
              )}
            </FileButton>
          }
        >
          <Stack gap="sm">
            <Textarea
              aria-label="Text of the file"
              placeholder="Choose a file, or paste its text here"
              value={text}
              onChange={(event) => change(event.currentTarget.value)}
              minRows={14}
              maxRows={28}
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem', lineHeight: 1.6 } }}
            />
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                {text ? countWords(text.split('\n').length, 'line') : 'Nothing yet'}
              </Text>
              <Button
                variant={offering ? 'default' : 'filled'}
                disabled={text.trim() === ''}
                onClick={() => setChecked(readOfferingFile(text))}
              >
                Check it
              </Button>
            </Group>
          </Stack>
        </Card>
        <Card title="What the check says">
          <div aria-live="polite">
            {!checked ? (
              <Text size="sm" c="dimmed">
                Each mistake is listed here with its line, what was found, what was expected, and what to do.
              </Text>
            ) : (
              <Stack gap="md">
                {offering ? (
                  <div className="verdict" data-tone="ok">
                    <IconCircleCheck size={20} aria-hidden style={{ flex: 'none', color: 'var(--hf-ok)' }} />
                    <div>
                      <Text fw={600}>It can be loaded</Text>
                      <Facts
                        of={[
                          ['Service', `${offering.code}, ${offering.title}`],
                          ['Version', offering.version],
                          ['In force from', <Day key="d" on={offering.effectiveFrom} />],
                          ['Clauses', Object.keys(offering.clauses).length],
                        ]}
                      />
                    </div>
                  </div>
                ) : (
                  <Text fw={600}>{countWords(checked.remarks.length, 'mistake')}</Text>
                )}
                {checked.remarks.length > 0 && <Remarks of={checked.remarks} text={text} />}
                {act.error && <Problem error={act.error} title="It was not loaded" />}
                {offering && (
                  <Group justify="flex-end">
                    <Act
                      reason={reason}
                      loading={act.isPending}
                      onClick={() => act.mutate({ body: checked.value as Record<string, unknown> })}
                    >
                      Load it into the catalogue
                    </Act>
                  </Group>
                )}
              </Stack>
            )}
          </div>
        </Card>
      </div>
    </Page>
  )
}

/** The checker's messages, in the order of the file. */
function Remarks({ of, text }: { readonly of: readonly Remark[]; readonly text: string }) {
  const lines = text.split('\n')
  return (
    <ul className="lines">
      {of.map(({ line, path, found, expected, toDo, weight }) => (
        <li key={`${line} ${path} ${found} ${expected}`}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            {weight === 'mistake' ? (
              <IconAlertTriangle size={16} aria-label="Mistake" style={{ flex: 'none', marginTop: 2, color: 'var(--hf-danger)' }} />
            ) : (
              <IconInfoCircle size={16} aria-label="Advice" style={{ flex: 'none', marginTop: 2, color: 'var(--hf-info)' }} />
            )}
            <div style={{ minWidth: 0 }}>
              <Text size="sm">
                <b>Line {line}</b>, <span className="mono break">{path}</span>: found {found}, expected {expected}.
              </Text>
              {lines[line - 1]?.trim() && (
                <Text size="xs" className="mono break dim">
                  {lines[line - 1]?.trim().slice(0, 160)}
                </Text>
              )}
              <Text size="sm">{toDo}</Text>
            </div>
          </Group>
        </li>
      ))}
    </ul>
  )
}

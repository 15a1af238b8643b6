import { ActionIcon, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { IconX } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Step = Case['playbook'][number]

/** The steps that the service has for its cases, each with the clause it comes from; among staff. */
export function Playbook({ of }: { readonly of: Case }) {
  const may = useMay()
  const [leaving, setLeaving] = useState<Step>()
  const act = useCaseAct('case.step')
  const params = { account: of.account, case: of.number }
  const reason = may('case.note') ?? (of.state === 'closed' ? 'The case is closed' : undefined)
  const left = of.playbook.filter((step) => step.as === 'open').length
  if (of.playbook.length === 0) return null
  return (
    <Card
      title="Playbook"
      aside={
        <Text size="xs" c="dimmed">
          {left === 0 ? 'All taken' : `${left} of ${of.playbook.length} left`}
        </Text>
      }
    >
      <ul className="lines">
        {of.playbook.map((step) => (
          <li key={step.code}>
            <Group gap={4} justify="space-between" wrap="nowrap" align="flex-start">
              <Checkbox
                size="sm"
                label={step.title}
                checked={step.as === 'done'}
                indeterminate={step.as === 'skipped'}
                disabled={reason !== undefined || act.isPending}
                onChange={() => act.mutate({ params, body: { step: step.code, as: step.as === 'open' ? 'done' : 'open' } })}
              />
              {step.as === 'open' && reason === undefined && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  title="Leave it out"
                  aria-label={`Leave out: ${step.title}`}
                  onClick={() => setLeaving(step)}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            <Group gap={6} ml={32} mt={2}>
              {step.as !== 'open' && step.at !== null && (
                <Text size="xs" c="dimmed">
                  {step.as === 'skipped' ? `Left out by ${step.by}: ${step.text}` : `Done by ${step.by}`}, <When at={step.at} />
                </Text>
              )}
              <ClauseChips ids={step.clauses} />
            </Group>
          </li>
        ))}
      </ul>
      {act.error && <Problem error={act.error} title="It was not noted" />}
      {leaving && <LeaveOut of={of} step={leaving} onClose={() => setLeaving(undefined)} />}
    </Card>
  )
}

function LeaveOut({ of, step, onClose }: { readonly of: Case; readonly step: Step; readonly onClose: () => void }) {
  const act = useCaseAct('case.step', { done: 'Left out', after: onClose })
  return (
    <WordDialog
      title="Leave a step out"
      label="Why it is not needed"
      lead={step.title}
      most={1000}
      button="Leave it out"
      act={act}
      onSend={(text) => act.mutate({ params: { account: of.account, case: of.number }, body: { step: step.code, as: 'skipped', text } })}
      onClose={onClose}
    />
  )
}

import { Group, Progress, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type TaskState, taskStates } from '../../guidance/automation/plan.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { Tests, Tools } from './automation-cards.tsx'
import { AdviseDialog, LicenceDialog, PlanDialog, TaskDialog, TestDialog, ToolDialog } from './automation-dialogs.tsx'
import { AtWork } from './automation-work.tsx'
import type { Found, Shown } from './rolled-out.ts'
import { automationWords, taskTones, taskWords } from './words.ts'

type Open = 'plan' | 'task' | 'tool' | 'test' | 'licence' | { readonly advise: number }

/** The roll-out of service automation: its plan and tasks, tools as installed, tests, and what is open. */
export function Automation({ account, contract }: Omit<Shown, 'of'>) {
  const query = useApi('automation.read', { params: { account, contract } })
  return (
    <Loaded query={query} lines={8}>
      {(of) => <RollOut account={account} contract={contract} of={of} />}
    </Loaded>
  )
}

function RollOut({ account, contract, of }: Shown) {
  const me = useMe()
  const own = me.account.code === account
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const params = { account, contract }
  const enable = useAct('automation.enable', { done: 'It is enabled for tests' })
  const live = useAct('automation.go-live', { done: 'Automatic cases are live' })
  const [tone, word] = automationWords[of.state]
  const noPlan = of.plan ? undefined : 'Write the plan first'
  const tick = may('onboarding.tick')
  const notMine = of.consults ? undefined : 'This is the consulting engineer’s'
  const close = () => setOpen(undefined)
  return (
    <>
      <Card
        title="Service automation"
        aside={
          <>
            <Tag tone={tone}>{word}</Tag>
            {own ? (
              of.plan &&
              of.plan.licence === null && (
                <Act size="compact-sm" reason={may('licence.accept')} onClick={() => setOpen('licence')}>
                  Accept the licence
                </Act>
              )
            ) : (
              <>
                <Act size="compact-sm" variant="default" reason={tick} onClick={() => setOpen('plan')}>
                  {of.plan ? 'Change the plan' : 'Write the plan'}
                </Act>
                {of.state === 'off' && (
                  <Act
                    size="compact-sm"
                    reason={tick ?? noPlan ?? (of.plan?.licence === null ? 'The customer accepts the licence first (SSM-1.p5)' : undefined)}
                    loading={enable.isPending}
                    onClick={() => enable.mutate({ params })}
                  >
                    Enable for tests
                  </Act>
                )}
                {of.state === 'test' && (
                  <Act
                    size="compact-sm"
                    reason={tick ?? (of.tests[0]?.passed ? undefined : 'No test passed yet (SSM-3.2.c)')}
                    loading={live.isPending}
                    onClick={() => live.mutate({ params })}
                  >
                    Go live
                  </Act>
                )}
              </>
            )}
          </>
        }
      >
        <Stack gap="sm">
          {(enable.error || live.error) && <Problem error={enable.error ?? live.error} />}
          {of.plan && (
            <>
              <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
                {of.plan.text}
              </Text>
              <Facts
                of={[
                  ['Planned on', <Day key="p" on={of.plan.plannedOn} />],
                  ['Manager', of.plan.manager],
                  ['Consulting engineer', of.plan.engineer ?? 'nobody yet'],
                  ['Licence', of.plan.licence ? `${of.plan.licence}, accepted by ${of.plan.licenceBy}` : 'not accepted yet'],
                  ['Live since', of.plan.liveAt && <When key="l" at={of.plan.liveAt} show="absolute" />],
                ]}
              />
            </>
          )}
          {of.open.length > 0 && (
            <ul className="lines small" aria-label="What is open">
              {of.open.map(({ clause, what }) => (
                <li key={`${clause} ${what}`}>
                  <Group gap={8}>
                    <span>{`${what.charAt(0).toUpperCase()}${what.slice(1)}`}</span>
                    <ClauseChips ids={[clause]} />
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </Stack>
      </Card>
      <Card
        title="Tasks"
        aside={
          <>
            <Text size="sm" c="dimmed">
              {of.percent} % done
            </Text>
            {!own && (
              <Act size="compact-sm" variant="default" reason={tick ?? noPlan} onClick={() => setOpen('task')}>
                Add a task
              </Act>
            )}
          </>
        }
        flush
      >
        {of.tasks.length === 0 ? (
          <Empty title="No tasks yet">The plan is carried out task by task, each with its owner and day.</Empty>
        ) : (
          <>
            <Progress value={of.percent} aria-label={`${of.percent} percent of the tasks done`} mx={16} mt={12} />
            <ul className="lines" style={{ padding: '8px 16px' }}>
              {of.tasks.map((task) => (
                <li key={task.task}>
                  <Task {...{ account, contract, task }} reason={notMine} onAdvise={() => setOpen({ advise: task.task })} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Card>
      <Tools of={of} reason={tick ?? noPlan} onWrite={own ? undefined : () => setOpen('tool')} />
      <Tests
        of={of}
        reason={tick ?? notMine ?? (of.state === 'off' ? 'Enable it for tests first' : undefined)}
        onWrite={own ? undefined : () => setOpen('test')}
      />
      {of.plan && <AtWork account={account} contract={contract} state={of.state} />}
      {open === 'plan' && <PlanDialog {...{ account, contract, of }} onClose={close} />}
      {open === 'task' && <TaskDialog {...{ account, contract }} onClose={close} />}
      {open === 'tool' && <ToolDialog {...{ account, contract }} onClose={close} />}
      {open === 'test' && <TestDialog {...{ account, contract }} onClose={close} />}
      {open === 'licence' && <LicenceDialog {...{ account, contract }} onClose={close} />}
      {typeof open === 'object' && <AdviseDialog {...{ account, contract }} task={open.advise} onClose={close} />}
    </>
  )
}

type TaskProps = {
  readonly account: string
  readonly contract: string
  readonly task: Found['tasks'][number]
  /** Why whoever looks does not guide it; undefined when they do. */
  readonly reason: string | undefined
  readonly onAdvise: () => void
}

function Task({ account, contract, task, reason, onAdvise }: TaskProps) {
  const own = useMe().account.code === account
  const may = useMay()
  const move = useAct('automation.move-task', { done: 'The task is moved' })
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} style={{ flex: '1 1 240px', minWidth: 0 }}>
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {task.title}
            </Text>
            <Tag tone={taskTones[task.state]}>{taskWords[task.state]}</Tag>
          </Group>
          <Text size="xs" c="dimmed">
            {task.owner}, due <Day on={task.dueOn} />
          </Text>
          {task.guidance.map(({ text, givenBy, at }) => (
            <Text key={at} size="sm" className="break">
              {text}{' '}
              <span className="small dim">
                {givenBy} <When at={at} />
              </span>
            </Text>
          ))}
        </Stack>
        {!own && may('onboarding.tick') === undefined && (
          <Group gap={8}>
            <Select
              size="xs"
              w={130}
              aria-label={`State of ${task.title}`}
              data={taskStates.map((value) => ({ value, label: taskWords[value] }))}
              allowDeselect={false}
              value={task.state}
              onChange={(value) =>
                value && move.mutate({ params: { account, contract, task: task.task }, body: { state: value as TaskState } })
              }
            />
            <Act size="compact-sm" variant="default" reason={reason} aria-label={`Guide: ${task.title}`} onClick={onAdvise}>
              Guide
            </Act>
          </Group>
        )}
      </Group>
      {move.error && <Problem error={move.error} />}
    </>
  )
}

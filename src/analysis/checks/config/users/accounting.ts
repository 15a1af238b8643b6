import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const accounting = configCheck({
  id: 'accounting',
  theme: 'users',
  severity: 'medium',
  title: 'A server is told of logins, commands and changes',
  looksAt: ['system accounting', 'system tacplus-server', 'system radius-server'],
  why: 'Who has taken over a device can change its own logs, and not those of the server.',
  source: [stig.router('JUNI-ND-001250'), cis],
  judge: ({ top }) => {
    const kind = (['tacplus', 'radius'] as const).find((each) => top.has('system', `${each}-server`))
    if (!kind) return notApplicable('there is no server to tell')
    const path = ['system', 'accounting']
    const said = top.values(...path, 'events')
    const missing = events.filter((each) => !said.includes(each)).map((event) => ['events', event])
    if (!top.has(...path, 'destination')) missing.push(['destination', kind])
    if (missing.length === 0) return []
    const what = `the server is not told everything: ${missing.map((words) => words.join(' ')).join(', ')}`
    return [lacking(top, [...path, ...missing[0]!], what, ...missing.map((words) => `set ${path.join(' ')} ${words.join(' ')}`))]
  },
})

const events = ['login', 'change-log', 'interactive-commands']

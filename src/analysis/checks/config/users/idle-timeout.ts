import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const idleTimeout = configCheck({
  id: 'idle-timeout',
  theme: 'users',
  severity: 'medium',
  title: 'Sessions that nobody uses end',
  looksAt: ['system login class', 'system login idle-timeout', 'system login user'],
  why: 'A terminal that was left open is an open door, under the name of whoever left it.',
  source: [stig.router(), cis],
  parameters: { minutes: { kind: 'number', what: 'longest time without a key pressed, in minutes', default: 10, least: 1, most: 60 } },
  judge: ({ top }, { minutes }) => {
    const login = top.at('system', 'login')
    const [classes, users] = [login?.under('class') ?? [], login?.under('user') ?? []]
    if (!login || classes.length + users.length === 0) return notApplicable('there is neither a local user nor a login class')
    const isShort = (value: number | undefined): boolean => value !== undefined && value >= 1 && value <= minutes
    const forAll = isShort(login.number('idle-timeout'))
    // what a class says goes before what is said for all
    const open = classes
      .filter((each) => !isShort(each.number('idle-timeout')) && !(forAll && !each.has('idle-timeout')))
      .map((each) => {
        const remedy = `set ${each.path} idle-timeout ${minutes}`
        const said = each.at('idle-timeout')
        return said
          ? fault(said, `sessions of class ${each.word} may idle longer than ${minutes} minutes`, remedy)
          : lacking(each, ['idle-timeout'], `sessions of class ${each.word} never end by themselves`, remedy)
      })
    const own = new Set(classes.map(({ word }) => word))
    const builtIn = users.filter((user) => !forAll && user.has('class') && !own.has(user.value('class')!))
    return [
      ...open,
      ...builtIn.map((user) =>
        fault(
          user.at('class')!,
          `the class of ${user.word} is built in, and its sessions never end by themselves`,
          `set ${login.path} idle-timeout ${minutes}`,
        ),
      ),
    ]
  },
})

import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const loginMessage = configCheck({
  id: 'login-message',
  theme: 'users',
  severity: 'low',
  title: 'A message before the login says who may log in, and nothing about the device',
  looksAt: ['system login message'],
  why: 'In many places only who was told that he must not enter can be held to it. Name and kind of the device help whoever looks for a way in.',
  source: [stig.router(), cis],
  parameters: { revealing: { kind: 'words', what: 'words that say too much', default: ['junos', 'juniper'] } },
  judge: ({ top }, { revealing }) => {
    const path = ['system', 'login', 'message']
    const remedy = `set ${path.join(' ')} "<text>"`
    const message = top.at(...path)
    if (!message) return [lacking(top, path, 'there is no message before the login', remedy)]
    const name = top.value('system', 'host-name') ?? ''
    const text = (message.value() ?? '').toLowerCase()
    const told = [...revealing, ...(name.length > 3 ? [name] : [])].filter((word) => text.includes(word.toLowerCase()))
    return told.length === 0 ? [] : [fault(message, `the message before the login says: ${told.join(', ')}`, remedy)]
  },
})

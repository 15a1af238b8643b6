import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const authenticationOrder = configCheck({
  id: 'authentication-order',
  theme: 'users',
  severity: 'high',
  title: 'The servers are asked first, and local passwords last',
  looksAt: ['system authentication-order', 'system tacplus-server', 'system radius-server'],
  why: 'Where local passwords come first, who left the company still gets in. Where they are not in the order at all, they count only while no server answers, which is the stricter choice.',
  source: [stig.router('JUNI-ND-001360'), cis],
  judge: ({ top }) => {
    const servers = (['tacplus', 'radius'] as const).filter((kind) => top.has('system', `${kind}-server`))
    if (servers.length === 0) return notApplicable('there is no server to ask')
    const wanted = [...servers, 'password'].map((word) => `set system authentication-order ${word}`)
    const order = top.at('system', 'authentication-order')
    if (!order) return [lacking(top, ['system', 'authentication-order'], 'servers are configured and never asked', ...wanted)]
    const words = order.values()
    if (!servers.some((kind) => words.includes(kind)))
      return [fault(order, `servers are configured and never asked: ${words.join(', ')}`, removal(order), ...wanted)]
    const last = words.indexOf('password')
    const right = words[0] !== 'password' && words.length > 0 && (last < 0 || last === words.length - 1)
    return right ? [] : [fault(order, `local passwords are asked before a server: ${words.join(', ')}`, removal(order), ...wanted)]
  },
})

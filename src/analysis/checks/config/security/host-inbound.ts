import { configCheck, fault } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'
import { eachOutsideZone, outsideWords } from '../../../configuration/zones.ts'

export const hostInbound = configCheck({
  id: 'host-inbound',
  theme: 'security',
  severity: 'high',
  title: 'From outside nobody reaches the management of the firewall',
  looksAt: ['security zones', 'logical-systems', 'tenants'],
  why: 'What a zone lets in to the device itself is open to everybody in it. Outside that is everybody.',
  source: [stig.srx(), cis],
  parameters: {
    zones: { kind: 'words', what: 'words in the names of zones that are outside', default: outsideWords },
    services: {
      kind: 'words',
      what: 'services that are not let in',
      default:
        'all any-service ssh telnet http https ftp tftp finger rlogin rsh snmp netconf xnm-clear-text xnm-ssl reverse-ssh reverse-telnet webapi-clear-text webapi-ssl'.split(
          ' ',
        ),
    },
  },
  judge: (device, { zones, services }) =>
    eachOutsideZone(device, zones, (zone) =>
      [zone, ...zone.under('interfaces')]
        .flatMap((place) => place.under('host-inbound-traffic', 'system-services'))
        .filter((each) => services.includes(each.word) && !each.has('except'))
        .map((each) => fault(each, `zone ${zone.word} lets in ${each.word}`, removal(each))),
    ),
})

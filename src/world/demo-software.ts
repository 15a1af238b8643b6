import { Readable } from 'node:stream'
import type { Parts } from '../assemble.ts'
import { addPaper, agreeToPaper } from '../contracts/papers/service.ts'
import { dayOf, listContracts } from '../contracts/service.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { keepDocument, receiveDocument } from '../documents/service.ts'
import { describeSoftware } from '../installed-base/software/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import { takeFile } from '../software/delivering/service.ts'
import { directInstall } from '../software/directing/service.ts'
import { answerWork, askForWork } from '../software/enquiring/service.ts'
import { attachFile, draftRelease, publish } from '../software/releases/service.ts'
import { type By, requireSoftware } from '../software/service.ts'
import type { Built } from './build.ts'

const serial = 'PROVTOOL-1'
const nothing = { component: '', problems: [], gathers: [], features: [], featuresWhy: '', licence: '', language: 'en', languageWhy: '' }

/** Custom software of the demonstration: papers that both agreed to, a patch to be installed, an update being written, and two enquiries. */
export async function playSoftware(parts: Parts, { accounts, people }: Built, now: Instant): Promise<void> {
  const account = accounts.get('ALBION')
  const [ann, arun] = [people.get('ann'), people.get('engineer')]
  if (!account || !ann || !arun) return
  const file = (name: string, text: string, ago: number) =>
    receiveDocument(parts.files, now - ago * daysMs, 10_000, {
      name,
      mediaType: 'application/octet-stream',
      stream: Readable.from([Buffer.from(text)]),
      truncated: () => false,
    })
  const [design, plan, patch] = [
    await file('design-2.1.md', 'How the provisioning tool is built.', 200),
    await file('test-plan-2.1.md', 'What is tested before a release is accepted.', 199),
    await file('provtool-2.1.0-p1.tgz', 'The export no longer stops at midnight.', 12),
  ] as const
  const at = (ago: number) => now - ago * daysMs
  const engineer = (ago: number): By => byOf(account, at(ago), 'Arun Engineer', 'engineer@vendor.example', 'provider', arun.personId)
  const customer = (ago: number): By => byOf(account, at(ago), 'Ann Field', 'ann@albion.example', 'customer', ann.personId)
  await inScope(parts.db, providerScope, async (tx) => {
    const contract = (await listContracts(tx, account.id)).find(({ service, state }) => service === 'CSS' && state === 'active')
    const device = await requireSoftware(tx, account, serial)
    if (!contract) return
    await describeSoftware(tx, account, engineer(210), device, {
      statementOfWork: 'SOW-100',
      deliverable: 'Provisioning tool',
      designed: true,
      developed: true,
      tested: true,
      licence: 'Script licence 2026',
      components: [
        { name: 'export engine', version: '2.1', openSource: false },
        { name: 'libyaml', version: '0.2.5', openSource: true },
      ],
    })
    for (const [code, received, ago] of [
      ['design-document', design, 200],
      ['test-plan', plan, 199],
    ] as const) {
      const { id } = await keepDocument(tx, account.id, engineer(ago), received)
      await addPaper(tx, account, { ...engineer(ago), side: 'vendor' }, contract.number, { code, documentId: id, note: '' })
      await agreeToPaper(tx, account, { ...engineer(ago), side: 'vendor' }, contract.number, { code, version: 1 })
      await agreeToPaper(tx, account, { ...customer(ago - 2), side: 'customer' }, contract.number, { code, version: 1 })
    }
    const { number } = await askForWork(tx, account, customer(40), {
      serial,
      act: 'custom-software-upgrade',
      text: 'We would like version 3 with the views for access routers.',
    })
    await answerWork(tx, account, engineer(35), {
      number,
      answer: 'Forty days of professional services, from the second quarter on. Sales sends the order form.',
      documentId: null,
    })
    const version = '2.1.0-p1'
    await draftRelease(tx, account, engineer(12), {
      serial,
      version,
      content: {
        ...nothing,
        kind: 'patch',
        base: '',
        problems: [{ defect: 'PR-7710', caseNumber: '', text: 'The nightly export stops at midnight' }],
        notes: 'Stop the export, unpack the archive over the installation, start the export again. It takes two minutes.',
      },
    })
    const { id } = await keepDocument(tx, account.id, engineer(12), patch)
    await attachFile(tx, account, engineer(12), { serial, version, documentId: id })
    await publish(tx, account, engineer(11), { serial, version })
    await directInstall(tx, account, engineer(11), {
      serial,
      version,
      unit: 'JTAC',
      dueOn: dayOf(account.zone, at(-3)),
      text: 'In a quiet hour, before the end of the month.',
    })
    await takeFile(tx, account, customer(9), { serial, version, documentId: id })
    await draftRelease(tx, account, engineer(1), {
      serial,
      version: '2.1.1',
      content: { ...nothing, kind: 'update', base: '', gathers: [version], notes: 'What was mended since 2.1.0.' },
    })
    await askForWork(tx, account, customer(2), { serial, act: 'training', text: 'Two of our engineers are new. Is there a course?' })
  })
}

const byOf = (account: AccountRef, now: Instant, name: string, email: string, side: By['side'], personId: string): By => ({
  now,
  today: dayOf(account.zone, now),
  actor: `${name} <${email}>`,
  name,
  side,
  personId,
})

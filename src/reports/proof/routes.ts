import { createHash } from 'node:crypto'
import { z } from 'zod'
import { zipStream } from '../../cases/export/service.ts'
import { audit } from '../../db/records.ts'
import { inert } from '../../documents/inert.ts'
import type { FileStore } from '../../documents/service.ts'
import { type Call, contractParams, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { indexOf, type PackFile, type PackHead, sumsOf } from './pack.ts'
import { type Proof, proofOf } from './service.ts'

const query = z.object({ from: dateText.optional(), to: dateText.optional() })

const evidenceSchema = z.object({
  kind: z.enum(['document', 'text', 'review', 'minutes', 'case', 'letter', 'meeting', 'duty-file']),
  ref: z.string(),
  path: z.string().nullable(),
  sha256: z.string().nullable(),
})
const proofSchema = z.object({
  account: z.string(),
  contract: z.string(),
  offering: z.string(),
  offeringTitle: z.string(),
  offeringVersion: z.number(),
  from: dateText,
  to: dateText,
  startsOn: dateText,
  endsOn: dateText,
  sum: z.object({ lines: z.number(), delivered: z.number(), partly: z.number(), gaps: z.number(), notAsked: z.number() }),
  lines: z.array(
    z.object({
      kind: z.enum(['deliverable', 'response', 'duty', 'request']),
      code: z.string(),
      title: z.string(),
      clauses: z.array(z.string()),
      promised: z.string(),
      due: z.number().nullable(),
      fate: z.enum(['delivered', 'partly', 'not met', 'not on record', 'not asked for']),
      gap: z.string(),
      delivered: z.array(
        z.object({ clauses: z.array(z.string()), on: z.string(), by: z.string(), what: z.string(), evidence: z.array(evidenceSchema) }),
      ),
    }),
  ),
})

const viewOf = ({ account }: Call, { contract, offeringTitle, offeringVersion, period, lines, sum }: Proof) => ({
  account: account.code,
  contract: contract.number,
  offering: contract.service,
  offeringTitle,
  offeringVersion,
  ...period,
  startsOn: contract.startsOn,
  endsOn: contract.endsOn,
  sum,
  lines,
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const sized = (path: string, text: string): PackFile => ({ path, sha256: sha256(text), sizeBytes: Buffer.byteLength(text) })
/** What goes into one pack; more is a shorter period. */
const mostFiles = 5000

/** Everything promised beside everything delivered, to read and to hand over. */
export const proofOperations = ({ files }: { readonly files: FileStore }): readonly Operation[] => [
  operation({
    id: 'proof.read',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/proof',
    summary: 'What was promised under a contract in a period beside what is on record of it, with gaps',
    permission: 'proof.read',
    scope: 'account',
    params: contractParams,
    query,
    answers: { 200: proofSchema },
    handle: async (call, { params: { contract }, query: period }) =>
      ok(viewOf(call, await proofOf(call.tx, call.account, call.now, contract, period))),
  }),
  operation({
    id: 'proof.export',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/proof/export',
    summary: 'The same as a folder: an index, the data, every piece of evidence, and the hash of each',
    permission: 'proof.read',
    scope: 'account',
    params: contractParams,
    query,
    download: true,
    answers: {},
    handle: async (call, { params: { contract }, query: period }) => {
      const proof = await proofOf(call.tx, call.account, call.now, contract, period)
      if (proof.texts.length + proof.files.length > mostFiles)
        throw badRequest('The period holds too many files for one folder', {
          found: `${proof.texts.length + proof.files.length}`,
          expected: `at most ${mostFiles}`,
          toDo: 'Choose a shorter period.',
        })
      const head: PackHead = {
        account: call.account.code,
        accountName: call.account.name,
        contract: proof.contract.number,
        offering: proof.contract.service,
        offeringTitle: proof.offeringTitle,
        offeringVersion: proof.offeringVersion,
        period: proof.period,
        madeAt: toIso(call.now),
        madeBy: call.principal.name,
      }
      const texts = [
        { path: 'index.md', text: indexOf(head, proof.lines, proof.sum) },
        { path: 'proof.json', text: `${JSON.stringify({ ...head, ...viewOf(call, proof) }, null, 2)}\n` },
        ...proof.texts,
      ]
      // what a secret was masked in has another hash than the file it was made of: its own is told after it was packed
      const plain = proof.files.filter(({ masked }) => !masked)
      const sums = sumsOf([
        ...texts.map(({ path, text }) => sized(path, text)),
        ...plain.map(({ path, sha256: hash, sizeBytes }) => ({ path, sha256: hash, sizeBytes })),
      ])
      await audit(call.tx, {
        accountId: call.account.id,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'proof.export',
        subject: proof.contract.number,
        detail: {
          ...proof.period,
          lines: proof.sum.lines,
          gaps: proof.sum.gaps,
          files: texts.length + proof.files.length,
          sums: sha256(sums),
        },
      })
      const entries = proof.files.map(({ id, path, sizeBytes, masked }) => ({
        id,
        path,
        sizeBytes,
        masked,
        modifiedAt: call.now,
        text: masked,
      }))
      return {
        status: 200,
        stream: zipStream(
          files,
          texts,
          entries,
          (packed) => {
            const masked = proof.files.filter((each) => each.masked)
            const later = packed.filter(({ id, why }) => why === undefined && masked.some((each) => each.id === id))
            const pathOf = (id: string) => proof.files.find((each) => each.id === id)?.path ?? id
            return {
              path: 'SHA256SUMS',
              text: sums + sumsOf(later.map(({ id, sha256: hash, sizeBytes }) => ({ path: pathOf(id), sha256: hash, sizeBytes }))),
            }
          },
          call.now,
        ),
        headers: { ...inert(`${proof.contract.number}-proof.zip`), 'content-type': 'application/zip' },
      }
    },
  }),
]

import { epochSeconds, many, number, state, table, text, texts } from '../fields.ts'
import { reader, withChildren } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const validity = state({
  permanent: 'valid',
  valid: 'valid',
  'date-based': 'dated',
  trial: 'dated',
  'count-down': 'dated',
  invalid: 'invalid',
  expired: 'invalid',
})

const feature = table(
  { name: text('name') },
  {
    description: text('description'),
    used: number('used-licensed', 'used'),
    installed: number('licensed'),
    /** More are used than are installed: so many are missing. */
    needed: number('needed'),
    /** `dated` runs out at the time of `expires`. */
    validity: validity('validity-type', 'validity-information/validity-type'),
    expires: text('end-date', 'validity-information/end-date'),
    remaining: text('remaining-time', 'validity-information/remaining-time'),
    expiresEpochSeconds: epochSeconds('end-date', 'validity-information/end-date'),
  },
  'rest',
)

const key = table(
  { id: text('name') },
  {
    version: number('license-version'),
    state: state({ valid: 'valid', invalid: 'invalid', expired: 'invalid' })('license-state'),
    device: text('device-reference', 'valid-device'),
    features: texts('feature-block/feature/name'),
  },
  // The key itself is never read.
  'rest',
)

const root = 'license-summary-information'

/** `show system license` and its parts. */
export const licences = reader({
  kind: 'licences',
  commands: ['show system license', 'show system license usage', 'show system license installed'],
  rpcs: ['get-license-summary-information', 'get-license-usage-summary', 'get-license-information'],
  except: /^(?:keys|key-content|revoked)/,
  roots: [root, 'license-usage-summary', 'license-information'],
  heads: [/^License usage:(?: none)?$/, /^Licenses installed:/],
  rules: [
    opens('license-usage-summary', /^License usage:(?: none)?$/),
    opens('license-information', /^Licenses installed:.*$/),
    skips(
      /^(?:Licen[sc]e[sd]\s+Licen[sc]e[sd]\s+|Feature\s+Feature\s+Feature$|Feature name\s+used|Features:$|Key signature|License identifier$|Software Serial|Customer ID|Order Type|Group defined|Start Date|License SKU)/i,
    ),
    opens(
      'feature-summary',
      /^(?<name>[\w .()/-]+?)\s+(?<usedLicensed>\d+)\s+(?<licensed>\d+)\s+(?<needed>\d+)\s+(?:(?<validityType>permanent|invalid|expired|trial|valid)|(?<endDate>\d{4}-\d\d-\d\d.*|\d+ days?.*))$/,
      'license-usage-summary',
    ),
    opens('license', /^License identifier: (?<name>\S+)$/, 'license-information'),
    says(/^License version: (?<licenseVersion>\d+)$/, { at: 'license' }),
    says(/^Valid for device: (?<validDevice>\S+)$/, { at: 'license' }),
    says(/^State: (?<licenseState>\S+)$/i, { at: 'license' }),
    opens('feature', /^(?<name>[\w-]+)\s+- (?<description>\S.*)$/, 'license'),
    says(/^(?<validityType>permanent|trial|date-based)(?:, (?<endDate>\S.*))?$/, { at: 'feature' }),
  ],
  before: (node) => (node.name === root ? node : withChildren(node, [node])),
  table: table(
    {
      features: many(feature, 'license-usage-summary/feature-summary'),
      keys: many(key, 'license-information/license'),
    },
    {},
    'rest',
  ),
})

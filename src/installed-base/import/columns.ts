import { otherFile, saveAsList } from '../../lib/csv.ts'

/** The columns a device list may have, in any order, under any of several names. */
export const listColumns = [
  'serial',
  'product',
  'site',
  'status',
  'acquired',
  'source',
  'seller',
  'originProof',
  'registered',
  'modifiedCode',
  'grayMarket',
  'endOfSupport',
  'parentSerial',
] as const
export type ListColumn = (typeof listColumns)[number]

/** What a column is called to a person, and in an export. */
export const columnTitles: { readonly [column in ListColumn]: string } = {
  serial: 'Serial',
  product: 'Product',
  site: 'Site',
  status: 'Status',
  acquired: 'Acquired',
  source: 'Source',
  seller: 'Seller',
  originProof: 'Proof of origin',
  registered: 'Registered',
  modifiedCode: 'Modified code',
  grayMarket: 'Gray market',
  endOfSupport: 'End of support',
  parentSerial: 'Parent serial',
}

/** Other names, with everything but letters and digits left out. */
const otherNames: { readonly [column in ListColumn]: readonly string[] } = {
  serial: ['serial', 'serialnumber', 'serialno', 'sn', 'chassisserial', 'chassisserialnumber', 'deviceserial'],
  product: ['product', 'model', 'productnumber', 'productid', 'productname', 'sku', 'device', 'devicemodel', 'type'],
  site: ['site', 'sitename', 'sitecode', 'location', 'installsite', 'installationsite', 'installedat', 'address'],
  status: ['status', 'state', 'devicestatus', 'use'],
  acquired: ['acquired', 'acquisition', 'acquiredby', 'acquisitiontype', 'purchaseorlease'],
  source: ['source', 'sourceofacquisition', 'acquisitionsource', 'salessource', 'boughtfrom', 'channel'],
  seller: ['seller', 'sellername', 'soldby', 'resellername', 'supplier', 'reseller', 'partner'],
  originProof: [
    'proofoforigin',
    'originproof',
    'proof',
    'proofofpurchase',
    'invoice',
    'invoiceno',
    'invoicenumber',
    'purchaseorder',
    'ponumber',
    'ordernumber',
    'salesorder',
    'leaseagreement',
  ],
  registered: ['registered', 'registeredon', 'registration', 'registrationdate', 'dateregistered', 'registereddate'],
  modifiedCode: ['modifiedcode', 'codemodified', 'modified', 'modifiedsoftware', 'softwaremodified'],
  grayMarket: ['graymarket', 'greymarket', 'gray', 'grey'],
  endOfSupport: ['endofsupport', 'endofsupportdate', 'endofsupporton', 'eos', 'eosdate', 'eosl', 'lastdayofsupport'],
  parentSerial: ['parentserial', 'parent', 'parentserialnumber', 'installedin', 'chassis', 'parentsn'],
}

const byName = new Map(listColumns.flatMap((column) => otherNames[column].map((name) => [name, column] as const)))

/** Where each column stands, and which headings were not known; their cells are left unread. */
export type ListHeader = {
  readonly kind: 'list-header'
  readonly places: ReadonlyMap<ListColumn, number>
  readonly unknown: readonly string[]
}

export type ListRefused = {
  readonly kind: 'list-refused'
  readonly found: string
  readonly expected: string
  readonly toDo: string
}

/** Reads the first row. A list without serials, or with one column given twice, is refused: nothing could be told apart. */
export const headerOf = (cells: readonly string[]): ListHeader | ListRefused => {
  const other = otherFile(cells[0] ?? '')
  if (other) return { kind: 'list-refused', found: other, expected: 'text with a row for each device (CSV)', toDo: saveAsList }
  const places = new Map<ListColumn, number>()
  const unknown: string[] = []
  for (const [place, cell] of cells.entries()) {
    const heading = cell.trim()
    const column = byName.get(heading.toLowerCase().replace(/[^a-z0-9]/g, ''))
    if (column === undefined) {
      if (heading !== '') unknown.push(heading.slice(0, 100))
    } else if (places.has(column))
      return {
        kind: 'list-refused',
        found: `the column ${columnTitles[column]} twice ("${cells[places.get(column)!]!.trim()}" and "${heading}")`,
        expected: 'each column once',
        toDo: 'Remove or rename one of the two.',
      }
    else places.set(column, place)
  }
  if (!places.has('serial'))
    return {
      kind: 'list-refused',
      found: `the columns ${
        cells
          .map((cell) => `"${cell.trim().slice(0, 40)}"`)
          .slice(0, 20)
          .join(', ') || 'none'
      }`,
      expected: 'a first row with column names, among them Serial',
      toDo: 'Put the column names in the first row and name the column of serial numbers "Serial".',
    }
  return { kind: 'list-header', places, unknown }
}

import { Text } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'

type Props = { readonly account: string; readonly contract: string }

/** Which devices are supported products of the service, each of the others with why not; asked for when somebody looks. */
export function SupportedDevices({ account, contract }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Card
      title="Supported products"
      aside={
        !open && (
          <Act size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            Look
          </Act>
        )
      }
    >
      {open ? (
        <List account={account} contract={contract} />
      ) : (
        <Text size="sm">Whether each device meets every condition of the service today.</Text>
      )}
    </Card>
  )
}

function List({ account, contract }: Props) {
  const query = useApi('supported.list', { params: { account, contract }, query: { limit: 200 } })
  return (
    <Loaded query={query} lines={4}>
      {({ items, next }) => (
        <>
          <ul className="lines">
            {items.map(({ serial, product, supported, reasons }) => (
              <li key={serial}>
                <Tag tone={supported ? 'ok' : 'warn'}>{supported ? 'Supported' : 'Not supported'}</Tag> <b>{serial}</b> {product}
                {reasons.map(({ rule, clauses, cure }) => (
                  <div key={rule} className="small break">
                    {clauses.join(', ')}: {cure}
                  </div>
                ))}
              </li>
            ))}
          </ul>
          {next !== null && <Text size="sm">The first {items.length} by serial. The rest is read by the API.</Text>}
        </>
      )}
    </Loaded>
  )
}

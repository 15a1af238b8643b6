import type { Offering } from '../../catalog/offering.ts'
import { useApi } from '../api.ts'
import { usePath, usePicks } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { ServiceInWords } from './service-in-words.tsx'

/** One service in plain words. */
export function ServicePage() {
  const { code } = usePath()
  const [picks] = usePicks()
  const list = useApi('offering.list', {})
  const newest = list.data?.items.filter((each) => each.code === code.toUpperCase()).sort((a, b) => b.version - a.version)[0]?.version
  const version = picks.version ? Number(picks.version) : newest
  const query = useApi('offering.read', { params: { code, version: version ?? 1 } }, { enabled: version !== undefined })
  if (list.error) return <Problem error={list.error} />
  return (
    <Loaded query={query} lines={10} page>
      {(found) => {
        const offering = found as unknown as Offering
        return (
          <Page
            title={offering.title}
            crumbs={<TextLink to="/services">Services</TextLink>}
            lead={`${offering.code}, version ${offering.version}. ${offering.summary}`}
          >
            <ServiceInWords of={offering} withPurchase />
          </Page>
        )
      }}
    </Loaded>
  )
}

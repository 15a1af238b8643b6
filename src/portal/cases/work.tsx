import type { Case } from './tags.tsx'
import { AccessCard } from './work-access.tsx'
import { AskedCard } from './work-asked.tsx'
import { ChargedCard } from './work-charged.tsx'
import { ExcludedCard } from './work-excluded.tsx'
import { ToInstallCard } from './work-install.tsx'

/** What a case needs while it is worked on; each part shows itself only where there is something of it. */
export const Work = ({ of }: { readonly of: Case }) => (
  <>
    <AskedCard of={of} />
    <ToInstallCard of={of} />
    <AccessCard of={of} />
    <ExcludedCard of={of} />
    <ChargedCard of={of} />
  </>
)

// Builds the portal when it is missing or its sources changed since.
import { buildPortal } from '../src/cli/portal-build.ts'

await buildPortal()

import { ActionIcon, Tooltip } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import { useApi } from '../api.ts'
import { IconBell } from '../ui/icons.ts'

const BellLink = createLink((props: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) => (
  <ActionIcon component="a" variant="subtle" color="gray" c="var(--hf-ink)" size={36} {...props} className="bell" />
))

/** How much I have not read, on every page. A notice is written a moment after what it tells of, so it is asked for by itself. */
export function Bell() {
  const unread = useApi('notice.count', {}, { every: 20_000 }).data?.unread ?? 0
  const words = unread === 0 ? 'Notices, none unread' : `Notices, ${unread >= 100 ? 'over 99' : unread} unread`
  return (
    <Tooltip label={`${words} (g i)`}>
      <BellLink to="/notices" aria-label={words}>
        <IconBell size={19} aria-hidden />
        {unread > 0 && (
          <span className="bell-count" aria-hidden>
            {unread >= 100 ? '99+' : unread}
          </span>
        )}
      </BellLink>
    </Tooltip>
  )
}

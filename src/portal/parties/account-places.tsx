import { Button, Menu, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Permission } from '../../parties/permissions.ts'
import { useMay } from '../session.tsx'
import { IconChevronDown } from '../ui/icons.ts'

const places: readonly (readonly [title: string, page: string, needs: Permission])[] = [
  ['Contact matrix', 'contact-matrix', 'people.read'],
  ['Contact data', 'contact-data', 'people.read'],
  ['Onboarding', 'onboarding', 'onboarding.read'],
  ['Readiness of partners', 'readiness', 'readiness.read'],
  ['Device lists', 'reconciliations', 'device.read'],
  ['Reviews', 'reviews', 'review.read'],
  ['Credits', 'credits', 'credit.read'],
  ['Charges', 'charges', 'charge.read'],
  ['Custom software', 'software', 'software.read'],
  ['End of life', 'lifecycle', 'device.read'],
]

/** Further pages of an account; one that may not be opened says why. */
export function MorePlaces({ account }: { readonly account: string }) {
  const may = useMay()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(([title, page, needs]) => {
          const reason = may(needs)
          return (
            <Menu.Item
              key={page}
              disabled={reason !== undefined}
              onClick={() => void navigate({ to: `/accounts/$account/${page}` as never, params: { account } as never })}
            >
              {title}
              {reason !== undefined && (
                <Text size="xs" c="dimmed">
                  {reason}
                </Text>
              )}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

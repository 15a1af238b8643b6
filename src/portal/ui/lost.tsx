import { Text } from '@mantine/core'
import { ButtonLink } from './link.tsx'
import { Wordmark } from './logo.tsx'
import { Page, useTitle } from './page.tsx'
import { Empty } from './states.tsx'

/** An address that leads nowhere. */
export function Lost() {
  useTitle('Not found')
  return (
    <main style={{ maxWidth: 520, margin: '12vh auto', padding: 16 }}>
      <Wordmark />
      <Text component="h1" fw={650} size="xl" mt="lg">
        There is no such page
      </Text>
      <Empty title="Check the address" action={<ButtonLink to="/">To the start</ButtonLink>}>
        It may have been mistyped, or belong to another account.
      </Empty>
    </main>
  )
}

/** A page that is there, but not for this person. */
export const NotYours = ({ why }: { readonly why: string }) => (
  <Page title="This page is not for you">
    <Empty title="You lack the permission" action={<ButtonLink to="/">To the start</ButtonLink>}>
      {why}.
    </Empty>
  </Page>
)

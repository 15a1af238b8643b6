import { Text } from '@mantine/core'
import { useMe } from '../session.tsx'
import { Linked } from '../ui/linked.tsx'
import { absolute } from '../ui/time.ts'

/** A text as somebody wrote it, with what can be gone to as links. */
export const Written = ({ text }: { readonly text: string }) => (
  <Text size="sm" className="pre" component="div" dir="auto">
    <Linked text={text} />
  </Text>
)

/** A text with instants in it, said in the reader's zone. */
export function Said({ text }: { readonly text: string }) {
  const { zone } = useMe().person
  return <>{text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?Z/g, (found) => absolute(zone, Date.parse(found)))}</>
}

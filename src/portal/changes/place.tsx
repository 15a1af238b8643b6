import { Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import type { Change } from './words.ts'

type Props = { readonly of: Change; readonly onClose: () => void }

/** From where a window is delivered, in words. */
export const placeWords = ({ presence, location, places }: Pick<Change, 'presence' | 'location' | 'places'>): string =>
  presence === 'onsite'
    ? `onsite, ${location}`
    : location === ''
      ? 'remotely'
      : `remotely, ${places.find(({ code }) => code === location)?.title ?? location}`

/** Says from where the engineer works; onsite only where that was accepted at a price. */
export function PlaceDialog({ of, onClose }: Props) {
  const accepted = of.onsite.find(({ state }) => state === 'accepted')
  const [where, setWhere] = useState<string>(of.presence === 'onsite' ? 'onsite' : of.location)
  const [address, setAddress] = useState(of.presence === 'onsite' ? of.location : (accepted?.what ?? ''))
  const act = useAct('change.locate', { done: 'It is written down', after: onClose })
  return (
    <Dialog title="From where it is delivered" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account: of.account, change: of.number }, body: { location: where === 'onsite' ? address : where } })
        }
      >
        <Select
          label="Place"
          required
          allowDeselect={false}
          data={[
            ...of.places.map(({ code, title }) => ({ value: code, label: title })),
            { value: 'onsite', label: 'Onsite at the customer' },
          ]}
          value={where || null}
          onChange={(value) => setWhere(value ?? '')}
        />
        {where === 'onsite' && (
          <>
            <TextInput label="Address" required value={address} onChange={({ currentTarget: { value } }) => setAddress(value)} />
            <Text size="sm">It has to be asked for, accepted in writing, and its extra price told to the customer.</Text>
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

/** Proposes to call this window off, while its request goes on. */
export function CallOffDialog({ of, onClose }: Props) {
  const act = useAct('change.propose-call-off', { done: 'It is proposed, and holds once the other side accepts', after: onClose })
  return (
    <WordDialog
      title={`Call ${of.number} off`}
      lead="Only this window, once the other side accepts. Its engineer is free then, and a unit that was not begun pays for another window of the request."
      button="Propose it"
      act={act}
      onSend={(why) => act.mutate({ params: { account: of.account, change: of.number }, body: { why } })}
      onClose={onClose}
    />
  )
}

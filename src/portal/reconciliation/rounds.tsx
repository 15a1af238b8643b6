import { FileInput, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconCheck, IconHourglass, IconUpload, IconX } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Round = Answer<'reconciliation.list'>['items'][number]

const looks = {
  open: { word: 'Open', tone: 'info', icon: IconHourglass },
  agreed: { word: 'Both sides agree', tone: 'ok', icon: IconCheck },
  withdrawn: { word: 'Withdrawn', tone: 'dim', icon: IconX },
} as const

export const RoundTag = ({ state }: { readonly state: Round['state'] }) => (
  <Tag tone={looks[state].tone} icon={looks[state].icon}>
    {looks[state].word}
  </Tag>
)

const columns = (account: string): readonly Column<Round>[] => [
  {
    name: 'Round',
    lead: true,
    cell: ({ number, listName }) => (
      <>
        <RowLink to="/accounts/$account/reconciliations/$round" params={{ account, round: String(number) }}>
          Round {number}
        </RowLink>
        <div className="small dim break">{listName}</div>
      </>
    ),
  },
  { name: 'State', brief: true, cell: ({ state }) => <RoundTag state={state} /> },
  {
    name: 'Settled',
    brief: true,
    cell: ({ differences, open }) => (differences === 0 ? 'nothing differed' : `${differences - open} of ${differences} differences`),
  },
  { name: 'Same', wide: true, right: true, cell: ({ same, listed }) => `${same} of ${listed}` },
  { name: 'Opened', brief: true, cell: ({ openedAt }) => <When at={openedAt} show="both" /> },
  { name: 'By', wide: true, cell: ({ openedBy }) => actorWords(openedBy) },
]

/** Rounds in which the customer's list of devices was compared with what is held. */
export function ReconciliationsPage() {
  const { account } = usePath()
  const own = useMe().account.code === account
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const query = useApi('reconciliation.list', { params: { account } })
  const running = query.data?.items.some(({ state }) => state === 'open')
  return (
    <Page
      title={own ? 'Compare device lists' : `Device lists of ${account}`}
      lead="The customer’s list against what the provider holds, serial by serial, until both sides agree. Nothing is changed without a person."
      crumbs={
        <TextLink to="/accounts/$account/devices" params={{ account }}>
          {own ? 'My devices' : `Devices of ${account}`}
        </TextLink>
      }
      actions={
        <Group gap="xs">
          <ClauseChip id="SSM-3.1.b2" />
          <Act
            reason={may('reconciliation.settle') ?? (running ? 'a round is open: settle and sign it, or withdraw it' : undefined)}
            leftSection={<IconUpload size={16} aria-hidden />}
            onClick={() => setOpening(true)}
          >
            Compare a list
          </Act>
        </Group>
      }
    >
      <Card label="Rounds" flush>
        <ListTable
          caption="Rounds, newest first"
          columns={columns(account)}
          query={query}
          rowKey={({ number }) => String(number)}
          empty={
            <Empty title="No list was compared yet">
              Bring the customer’s own list of its devices, with serial, product, site and contract level.
            </Empty>
          }
        />
      </Card>
      {opening && <OpenDialog account={account} onClose={() => setOpening(false)} />}
    </Page>
  )
}

const compare = ({ account, file }: { readonly account: string; readonly file: File }) =>
  sendFile('reconciliation.open', file, { params: { account }, query: { name: file.name.slice(0, 200) } })

function OpenDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const act = useMutation({
    mutationFn: compare,
    onSuccess: ({ number }) => {
      void cache.invalidateQueries()
      void navigate({ to: '/accounts/$account/reconciliations/$round', params: { account, round: String(number) } })
    },
  })
  return (
    <Dialog title="Compare a list of devices" opened onClose={onClose}>
      <Form onSubmit={() => file && act.mutate({ account, file })}>
        <FileInput
          label="List"
          description="CSV or an Excel workbook with a row of column names: serial, and of product, site and contract level those that you have."
          placeholder="Choose a file"
          accept=".csv,.txt,.xlsx,text/csv"
          required
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
          value={file}
          onChange={(next) => {
            act.reset()
            setFile(next)
          }}
          leftSection={<IconUpload size={16} aria-hidden />}
        />
        <Text size="sm" c="dimmed">
          Comparing changes nothing. A blank cell says nothing; a column that is left out is not compared.
        </Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Compare
        </Send>
      </Form>
    </Dialog>
  )
}

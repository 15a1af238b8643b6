import { Button, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { noticeKinds } from '../../notifications/notices/fate.ts'
import { useAct, useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { useKeys } from '../ui/keys.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { type Column, DataTable, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Notice = Answer<'notice.list'>['items'][number]

const isCase = (subject: string): boolean => /^[A-Z][A-Z0-9]*-\d+$/.test(subject)

/** The title without the number, which stands beside it. */
const titleOf = ({ title, subject }: Notice): string => title.replace(`[${subject}] `, '')

function columns(read: (notice: Notice) => void): readonly Column<Notice>[] {
  return [
    {
      name: 'Notice',
      lead: true,
      cell: (notice) => (
        <div data-notice={notice.id}>
          {notice.kind === 'security-bulletin' || notice.kind === 'product-notice' ? (
            <RowLink
              to="/accounts/$account/exposure"
              params={{ account: notice.account }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'lifecycle-notice' ? (
            <RowLink
              to="/accounts/$account/lifecycle"
              params={{ account: notice.account }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'software-notice' ? (
            <RowLink
              to="/accounts/$account/software/$software"
              params={{ account: notice.account, software: notice.subject }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'credit-notice' ? (
            <RowLink
              to="/accounts/$account/credits"
              params={{ account: notice.account }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'request-notice' ? (
            <RowLink
              to="/accounts/$account/requests/$request"
              params={{ account: notice.account, request: notice.subject }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'review-notice' ? (
            <RowLink
              to="/accounts/$account/reviews/$review"
              params={{ account: notice.account, review: notice.subject }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'duty-notice' ? (
            <RowLink
              to="/accounts/$account/duties"
              params={{ account: notice.account }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'change-notice' ? (
            <RowLink
              to="/accounts/$account/changes/$change"
              params={{ account: notice.account, change: notice.subject }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.title}
            </RowLink>
          ) : notice.kind === 'contact-notice' ? (
            <RowLink to="/my-contact-data" onClick={() => notice.readAt === null && read(notice)}>
              {notice.title}
            </RowLink>
          ) : isCase(notice.subject) ? (
            <RowLink
              to="/accounts/$account/cases/$case"
              params={{ account: notice.account, case: notice.subject }}
              onClick={() => notice.readAt === null && read(notice)}
            >
              {notice.subject} {titleOf(notice)}
            </RowLink>
          ) : (
            <span className="strong">{titleOf(notice)}</span>
          )}
          <div className="small dim clip">{notice.text.replace(/\s+/g, ' ')}</div>
        </div>
      ),
    },
    {
      name: 'What',
      brief: true,
      width: 190,
      cell: (notice) =>
        notice.urgent ? (
          <Tag tone="danger" icon={IconAlertTriangle}>
            Urgent: {noticeKinds[notice.kind].toLowerCase()}
          </Tag>
        ) : (
          noticeKinds[notice.kind]
        ),
    },
    {
      name: 'Why you',
      width: 260,
      cell: (notice) => (
        <>
          {notice.why.replace(/^You are told because /, 'Because ')}
          <div className="small dim">Mail: {notice.mail}</div>
        </>
      ),
    },
    {
      name: 'When',
      brief: true,
      width: 110,
      cell: (notice) => (
        <span className="nowrap">
          <When at={notice.at} />
        </span>
      ),
    },
  ]
}

/** What I was told: unread first, each with the reason. */
export function NoticesPage() {
  const [picks] = usePicks()
  const unread = useApi('notice.list', { query: { unread: 'true', limit: 100 } }, { every: 20_000 })
  const earlier = useApi('notice.list', { query: { unread: 'false', limit: 50, cursor: picks.after } }, { keep: true })
  const one = useAct('notice.read')
  const all = useAct('notice.read', { done: ({ read }) => `${countWords(read, 'notice')} marked as read` })
  const read = (id: string) => one.mutate({ body: { notices: [id] } })
  useKeys({
    m: () => {
      const id = document.activeElement?.closest<HTMLElement>('[data-notice]')?.dataset.notice
      return id && unread.data?.items.some((each) => each.id === id) ? read(id) : false
    },
  })
  const items = unread.data?.items
  return (
    <Page
      title="Notices"
      lead={
        <>
          What you were told and why. What is sent by mail, and when, is chosen in <TextLink to="/profile">your profile</TextLink>.
        </>
      }
      actions={
        <Act
          variant="default"
          leftSection={<IconCheck size={16} aria-hidden />}
          reason={items?.length === 0 ? 'Everything is read' : undefined}
          loading={all.isPending}
          onClick={() => all.mutate({ body: { all: true } })}
        >
          Mark all as read
        </Act>
      }
    >
      <Stack gap="md">
        {(one.error ?? all.error) && <Problem error={one.error ?? all.error} title="It could not be marked" />}
        <Card
          title="Unread"
          aside={items && items.length > 0 && <span className="small dim">{items.length >= 100 ? 'the newest 100' : items.length}</span>}
          flush
        >
          {unread.error && !items ? (
            <div style={{ padding: 16 }}>
              <Problem error={unread.error} again={() => void unread.refetch()} />
            </div>
          ) : (
            <DataTable
              caption="Notices that you have not read, newest first"
              columns={[
                ...columns((notice) => read(notice.id)),
                {
                  name: 'Act',
                  silent: true,
                  width: 130,
                  cell: (notice) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={one.isPending && one.variables?.body.notices?.[0] === notice.id}
                      onClick={() => read(notice.id)}
                      aria-label={`Mark as read: ${notice.title}`}
                    >
                      Mark as read
                    </Button>
                  ),
                },
              ]}
              rows={items}
              rowKey={(notice) => notice.id}
              empty={<Empty title="Nothing unread">What concerns you comes up here, with the reason.</Empty>}
            />
          )}
        </Card>
        {/* what is read comes beneath what is not, so that nothing is pushed down under the eyes */}
        {items !== undefined && (
          <Card title="Read" flush>
            <ListTable
              caption="Notices that you have read, newest first"
              columns={columns(() => {})}
              query={earlier}
              rowKey={(notice) => notice.id}
              empty={
                <Text size="sm" c="dimmed" p="md">
                  Nothing yet.
                </Text>
              }
            />
          </Card>
        )}
      </Stack>
    </Page>
  )
}

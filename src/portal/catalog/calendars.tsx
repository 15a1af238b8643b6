export const CalendarsPage = () => null

export const QuestionPage = () => null

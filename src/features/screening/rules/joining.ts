export {
  answerOfBoth,
  chosenParts,
  mergeInterviews,
  partOf,
  saysSame,
  withChoices,
  type ChosenPart,
  type Side,
} from '../../../engines/screening/index.ts';

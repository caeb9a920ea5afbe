"""What other tools say of texts: a JSON list of texts in, a JSON list of scores out. Run in an environment of their own."""

import json
import sys


def main() -> int:
    texts = json.load(sys.stdin)
    if sys.argv[1] == "alt-profanity-check":
        from profanity_check import predict_prob

        scores = predict_prob(texts).tolist()
    else:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        judge = SentimentIntensityAnalyzer()
        scores = [judge.polarity_scores(text)["neg"] for text in texts]
    json.dump(scores, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

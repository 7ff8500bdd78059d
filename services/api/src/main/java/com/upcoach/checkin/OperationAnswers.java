package com.upcoach.checkin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Problem;
import com.upcoach.edge.Replies;
import com.upcoach.outcome.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The answers to operations as they are kept: in one form, whichever way an operation came, so
/// that it is answered the same when it comes again in another.
@ApplicationScoped
public class OperationAnswers {

    private static final int DONE = 200;

    private final Replies replies;
    private final ObjectMapper json;

    public OperationAnswers(Replies replies, ObjectMapper json) {
        this.replies = replies;
        this.json = json;
    }

    /// @param problem null where the operation was carried out
    record Answer(
            UUID id, int status, @JsonInclude(JsonInclude.Include.NON_NULL) Problem.Wire problem) {}

    /// The text that is kept for an operation, and sent again whenever the operation is.
    String text(UUID id, Outcome<Operation> outcome) {
        Answer answer =
                switch (outcome) {
                    case Outcome.Done<Operation> done -> new Answer(id, DONE, null);
                    case Outcome.Refused<Operation>(var refusal) -> {
                        Problem problem = replies.problem(refusal);
                        yield new Answer(id, problem.kind().status(), problem.wire());
                    }
                };
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an answer must be JSON", broken);
        }
    }

    /// What such a text says.
    Answer read(String text) {
        try {
            return json.readValue(text, Answer.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a kept answer must be as it was written", broken);
        }
    }
}

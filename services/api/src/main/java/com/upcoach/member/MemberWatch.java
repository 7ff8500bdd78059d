package com.upcoach.member;

import java.util.UUID;

/// Is told of members who have changed or gone. Called after the commit and before the answer, on
/// any thread; must not block.
public interface MemberWatch {

    /// For those who keep nothing of members.
    MemberWatch NOBODY =
            new MemberWatch() {
                @Override
                public void changed(UUID memberId) {}

                @Override
                public void deleted(UUID memberId) {}
            };

    /// The member's profile or role may have changed.
    void changed(UUID memberId);

    /// The member may be gone, with all that was kept of it.
    void deleted(UUID memberId);
}

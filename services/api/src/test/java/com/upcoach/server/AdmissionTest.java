package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Admission.Work;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionTest {

    private static final String HABIT = "/v1/habits/0198c0de-0000-7000-8000-000000000001";

    @Test
    void check_ins_and_other_changes_are_refused_last() {
        assertEquals(Work.WRITING, Admission.work(HttpMethod.PUT, HABIT + "/check-ins/2026-11-25"));
        assertEquals(Work.WRITING, Admission.work(HttpMethod.POST, "/v1/check-ins"));
        assertEquals(Work.WRITING, Admission.work(HttpMethod.PATCH, HABIT));
    }

    @Test
    void looking_at_the_day_is_reading_and_statistics_are_analysing() {
        assertEquals(Work.READING, Admission.work(HttpMethod.GET, "/v1/today"));
        assertEquals(Work.READING, Admission.work(HttpMethod.HEAD, HABIT));
        assertEquals(Work.READING, Admission.work(HttpMethod.POST, "/v1/batch"));
        assertEquals(Work.ANALYSING, Admission.work(HttpMethod.GET, HABIT + "/statistics"));
    }

    @Test
    void health_and_signing_in_are_never_refused_for_a_lane() {
        assertEquals(Work.OTHER, Admission.work(HttpMethod.GET, "/livez"));
        assertEquals(Work.OTHER, Admission.work(HttpMethod.GET, "/openapi"));
        assertEquals(Work.OTHER, Admission.work(HttpMethod.POST, "/v1/sessions"));
    }
}
